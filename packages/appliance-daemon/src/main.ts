import { writeSync } from 'node:fs'
import { StoreError, storeErrorOf } from '../store/index.ts'
import { databaseIn } from './config/data-folder.ts'
import { readConfig } from './config/read-config.ts'
import { type Daemon, startDaemon } from './daemon.ts'
import { StartFailure } from './start-failure.ts'

/*
 * One appliance as a process: `node main.js <config.json>`. Prints one JSON line on standard output
 * when it is ready; on failure one JSON line {"error"} on standard error, exit code 3 for a wrong
 * configuration and 1 for everything else. Stops cleanly on SIGTERM, SIGINT and, if the
 * configuration says so, at the end of standard input.
 */

/** A clean stop that hangs is no better than a crash, and the store survives both. */
const stopTimeoutMs = 5_000

let daemon: Daemon | undefined
let stopping = false

async function main(path: string | undefined): Promise<void> {
  if (path === undefined)
    throw new StartFailure(
      3,
      'Usage: main.js <config.json>: expected the configuration file, found nothing.',
    )
  const config = readConfig(path)
  daemon = await startDaemon(config, (error) =>
    fail(storeErrorOf(error, databaseIn(config.dataDir))),
  )
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  if (config.lifeline === true) followLifeline()
  const { guid, port } = daemon
  const ready = { ready: true, name: config.name, guid, port, pid: process.pid }
  writeSync(1, `${JSON.stringify(ready)}\n`)
}

/** Whoever started us holds the other end; when he is gone, however, we go too. */
function followLifeline(): void {
  process.stdin.on('end', stop)
  process.stdin.on('error', stop)
  process.stdin.resume()
}

function stop(): void {
  if (stopping || daemon === undefined) return
  stopping = true
  setTimeout(() => process.exit(1), stopTimeoutMs).unref()
  daemon.close().then(() => process.exit(0), fail)
}

/** Ends the process at once. What was acknowledged is on disk, the rest was never promised (SYN-06). */
function fail(error: unknown): void {
  const expected = error instanceof StartFailure || error instanceof StoreError
  const message = error instanceof Error ? error.message : String(error)
  const line = expected ? { error: message } : { error: message, stack: (error as Error).stack }
  writeSync(2, `${JSON.stringify(line)}\n`)
  process.exit(error instanceof StartFailure ? error.exitCode : 1)
}

process.on('uncaughtException', fail)
process.on('unhandledRejection', fail)
await main(process.argv[2]).catch(fail)
