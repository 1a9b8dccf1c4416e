#!/usr/bin/env node
import {
  lossyLog,
  lossyLogOptions,
  readConfigFile,
  runProgram,
  StartFailure,
} from '@understudy/lab-channel'
import { destination, pino } from 'pino'
import { FleetConfig } from './fleet-config.ts'
import { runFleet } from './run-fleet.ts'

/** `node main.js <config.json>`: the clients of a lab, as one process. */
await runProgram({
  readConfig: (path) => readConfigFile(FleetConfig, path),
  start: async (config, fail) => {
    const log = pino(
      { level: config.logLevel ?? 'info' },
      lossyLog(destination({ fd: 2, ...lossyLogOptions })),
    )
    const fleet = await runFleet(config, log, () => fail(new StartFailure(1, 'The lab is gone.')))
    log.info({ hubPort: config.hubPort, clients: config.clients }, 'ready')
    const stop = (reason: string): void => {
      log.info({ reason }, 'stopping')
      fleet.stop()
    }
    return { ready: {}, stop, metrics: { place: config.place, read: fleet.measures } }
  },
})
