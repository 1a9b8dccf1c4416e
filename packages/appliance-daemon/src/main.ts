import { StoreError, storeErrorOf } from '@understudy/appliance-store'
import { powerLostExitCode, runProgram, StartFailure } from '@understudy/lab-channel'
import { readDaemonConfig } from './config/daemon-config.ts'
import { databaseIn } from './config/data-folder.ts'
import { startDaemon } from './daemon.ts'

/** `node main.js <config.json>`: one appliance, or the lab's witness, as a process. A failure is one JSON line with "error". */
await runProgram({
  readConfig: readDaemonConfig,
  start: async (config, fail) => {
    // It then ends at once: what was acknowledged is on disk, the rest was never promised (SYN-06).
    const daemon = await startDaemon(
      config,
      (error) => fail(storeErrorOf(error, databaseIn(config.dataDir))),
      // Whoever keeps this process starts it again, as after a loss of power; a standalone one stays off.
      (how) => process.exit(how === 'shut-down' && config.lab === null ? 0 : powerLostExitCode),
    )
    const { guid, port } = daemon
    return {
      ready: { name: config.name, guid, port, pid: process.pid },
      stop: () => daemon.close(),
      metrics: { place: config.lab?.place, read: daemon.measures },
    }
  },
  failureLine,
})

function failureLine(error: unknown): string {
  const expected = error instanceof StartFailure || error instanceof StoreError
  const message = error instanceof Error ? error.message : String(error)
  return JSON.stringify(
    expected ? { error: message } : { error: message, stack: (error as Error).stack },
  )
}
