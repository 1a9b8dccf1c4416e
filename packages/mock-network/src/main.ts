import { readFileSync } from 'node:fs'
import pino from 'pino'
import { parseNetworkConfig } from './config/network-config.ts'
import { LabNetwork } from './lab-network.ts'

/** `node main.js <config.json>`: the mock network's process. Says when it is ready on stdout. */
async function main(): Promise<void> {
  const [path] = process.argv.slice(2)
  if (path === undefined) throw new Error('Usage: main.js <config.json>')
  const config = parseNetworkConfig(readFileSync(path, 'utf8'))
  const log = pino({ name: 'network' }, pino.destination({ dest: 2, sync: true }))
  const { lab, participants, seed = 'network' } = config
  const token = readFileSync(config.tokenFile, 'utf8').trim()
  if (token.length < 16) throw new Error('Expected a token of 16 characters or more in the file.')
  const network = new LabNetwork({ lab, participants, seed, token, log })
  const hubPort = await network.listen(config.hubPort)
  const stop = (): void => {
    process.stdin.destroy()
    network.stop()
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
  if (config.lifeline) process.stdin.on('close', stop).on('end', stop).resume()
  process.stdout.write(`${JSON.stringify({ ready: true, hubPort })}\n`)
}

main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
})
