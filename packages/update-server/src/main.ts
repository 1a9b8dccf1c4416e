#!/usr/bin/env node
import {
  lossyLog,
  lossyLogOptions,
  readConfigFile,
  runProgram,
  StartFailure,
} from '@understudy/lab-channel'
import pino from 'pino'
import { UpdateServerProcessConfig } from './process-config.ts'
import { runUpdateServer } from './run-update-server.ts'

/** `node main.js <config.json>`: the vendor's update server of a lab, as one process. */
await runProgram({
  readConfig: (path) => readConfigFile(UpdateServerProcessConfig, path),
  start: async (config, fail) => {
    const log = pino(
      { name: 'update-server' },
      lossyLog(pino.destination({ dest: 2, ...lossyLogOptions })),
    )
    const onLost = (): void => fail(new StartFailure(1, 'The lab is gone.'))
    const { port, measures, stop } = await runUpdateServer(config, log, onLost)
    log.info({ port }, 'ready')
    return { ready: { port }, stop, metrics: { place: config.place, read: measures } }
  },
})
