import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { loopback } from '@understudy/lab-channel'
import { programs } from '../lab/processes/programs.ts'
import type { Command } from '../usage/command.ts'
import { UsageError } from '../usage/errors.ts'
import { exitCodes } from '../usage/exit-codes.ts'
import { type CommandLine, parseOptions } from '../usage/options.ts'
import type { Terminal } from '../usage/terminal.ts'
import { seedOf, wordsOf } from '../usage/values.ts'

const options = {
  host: { value: 'HOST', help: `where the API listens (default: ${loopback.host})` },
  port: { value: 'PORT', help: 'its port (default: 8474)' },
  config: { value: 'FILE', help: 'JSON with proxies to begin with, as /populate takes them' },
  seed: { value: 'N', help: 'seed of whom a toxicity hits (default: 1)' },
  metrics: { help: 'count bytes by proxy at /metrics' },
} as const

export const toxiproxy: Command = {
  name: 'toxiproxy',
  summary: 'serve the Toxiproxy HTTP API by itself, without a lab',
  synopsis: '[--host HOST] [--port PORT] [--config FILE] [--seed N] [--metrics]',
  options,
  notes: [
    'Existing Toxiproxy clients drive it; a running lab has the same API, with its paths as proxies.',
    'On a loopback host proxies listen on loopback only. It runs until Ctrl-C.',
  ],
  examples: ['understudy toxiproxy', 'understudy toxiproxy --port 9474 --config proxies.json'],
  run: async (args, terminal) => {
    const line = parseOptions(args, options)
    wordsOf(line.words, [])
    const config = configOf(line, terminal.folder)
    const { execPath } = process
    const child = spawn(execPath, [programs.toxiproxy(), JSON.stringify(config)], {
      stdio: ['pipe', 'pipe', 'pipe'],
    })
    return await attend(child, config, terminal)
  },
}

interface StandaloneConfig {
  readonly host: string
  readonly port: number
  readonly seed: string
  readonly populationFile?: string
  readonly hasMetrics: boolean
}

function configOf({ values, flags }: CommandLine, folder: string): StandaloneConfig {
  const file = values.get('config')
  return {
    host: values.get('host') ?? loopback.host,
    port: portOf(values.get('port') ?? '8474'),
    seed: seedOf(values.get('seed')),
    hasMetrics: flags.has('metrics'),
    ...(file === undefined ? {} : { populationFile: resolve(folder, file) }),
  }
}

function portOf(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text)
  throw new UsageError(`option --port expects an integer from 0 to 65535, found "${text}"`)
}

/** Waits until it ends or is asked to stop: closing its standard input then ends it. */
async function attend(
  child: ChildProcess,
  { host, seed }: StandaloneConfig,
  { out, err, onStop }: Terminal,
): Promise<number> {
  child.stderr?.on('data', (text: Buffer) => err(`understudy: ${text}`))
  const forget = onStop(() => child.stdin?.end())
  if (child.stdout !== null) {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const { port } = JSON.parse(line) as { port: number }
      out(`the Toxiproxy API is at http://${host.includes(':') ? `[${host}]` : host}:${port}`)
      out(`, seed ${seed}\n`)
    })
  }
  const [code] = (await once(child, 'close')) as [number | null]
  forget()
  return code === 0 ? exitCodes.ok : exitCodes.failed
}
