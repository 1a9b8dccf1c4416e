#!/usr/bin/env node
import { destination, pino } from 'pino'
import { watchLifeline } from './lifeline.ts'
import { readConfig } from './read-config.ts'
import { runFleet } from './run-fleet.ts'
import { StartFailure } from './start-failure.ts'

/** `node main.js <config.json>`: the clients of a lab, as one process. */
async function main(): Promise<void> {
  const [configPath, ...more] = process.argv.slice(2)
  if (configPath === undefined || more.length > 0)
    throw new StartFailure(3, 'Expected one argument, the configuration file (JSON).')
  const config = readConfig(configPath)
  const log = pino({ level: config.logLevel ?? 'info' }, destination({ fd: 2, sync: true }))
  const end = (reason: string, exitCode: number): void => {
    log.info({ reason }, 'stopping')
    fleet.stop()
    process.exit(exitCode)
  }
  const fleet = await runFleet(config, log, () => end('the lab is gone', 1))
  watchLifeline(config.lifeline ?? false, (reason) => end(reason, 0))
  log.info({ hubPort: config.hubPort, clients: config.clients }, 'ready')
  process.stdout.write(`${JSON.stringify({ ready: true })}\n`)
}

main().catch((error: unknown) => {
  if (!(error instanceof StartFailure)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = error.exitCode
})
