import {
  lossyLog,
  lossyLogOptions,
  readConfigFile,
  readTextFile,
  runProgram,
  StartFailure,
} from '@understudy/lab-channel'
import pino from 'pino'
import { ProcessConfig } from './config/process-config.ts'
import { LabNetwork } from './lab-network.ts'

/** `node main.js <config.json>`: the mock network's process. */
await runProgram({
  readConfig: (path) => readConfigFile(ProcessConfig, path),
  start: async ({ lab, participants, seed = 'network', ...config }) => {
    const token = readToken(config.tokenFile)
    const log = pino(
      { name: 'network' },
      lossyLog(pino.destination({ dest: 2, ...lossyLogOptions })),
    )
    const { tsigKeyFile, stateFile, clockFile, preferredPorts, place } = config
    const kept = {
      ...(stateFile === undefined ? {} : { stateFile }),
      ...(clockFile === undefined ? {} : { clockFile }),
    }
    const placed = place === undefined ? {} : { place }
    const network = new LabNetwork({ lab, participants, seed, token, log, ...kept, ...placed })
    const hubPort = await network.listen(config.hubPort)
    const { ports, resolvers, published } = await network.openDoors({
      ...(tsigKeyFile === undefined ? {} : { tsigKeyFile }),
      ...(preferredPorts === undefined ? {} : { preferredPorts }),
    })
    return {
      ready: { hubPort, ports, resolvers, published },
      stop: () => network.stop(),
      metrics: { place, read: () => network.measures() },
    }
  },
})

/** The token that admits to the lab (SEC-01): one that can be guessed would admit everybody. */
function readToken(path: string): string {
  const token = readTextFile("lab's token", path).trim()
  if (token.length >= 16) return token
  throw new StartFailure(
    3,
    `The lab's token ${path}: expected 16 characters or more, found ${token.length}.`,
  )
}
