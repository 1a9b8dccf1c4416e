import { parseConfig, runProgram } from '@understudy/lab-channel'
import { StandaloneConfig, startStandalone } from './standalone.ts'

/** `node toxiproxy.js '<config as JSON>'`: the Toxiproxy API without a lab. */
await runProgram({
  argument: 'the configuration as JSON',
  readConfig: (text) => ({ ...parseConfig(StandaloneConfig, text, 'config'), lifeline: true }),
  start: async (config) => {
    const { port, api } = await startStandalone(config)
    return { ready: { port }, stop: () => api.stop() }
  },
  // People read this, not a log.
  failureLine: (error) => (error instanceof Error ? error.message : String(error)),
})
