import { join } from 'node:path'
import type { ChaosPlan } from '../chaos/options.ts'
import type { Command } from '../usage/command.ts'
import { UsageError } from '../usage/errors.ts'
import { exitCodes } from '../usage/exit-codes.ts'
import { type CommandLine, parseOptions } from '../usage/options.ts'
import type { Terminal } from '../usage/terminal.ts'
import { unknownWord } from '../usage/unknown-word.ts'
import { wordsOf } from '../usage/values.ts'

const options = {
  seeds: { value: 'N', help: 'run: how many seeds (default: 100)' },
  from: { value: 'SEED', help: 'run: the first of them (default: 1)' },
  mode: { value: 'safe|product', help: 'what the lab is held to (default: safe)' },
  faults: { value: 'A,B', help: 'only these kinds of faults (default: all)' },
  store: { value: 'sqlite', help: 'what the appliances store in (default: sqlite)' },
  jobs: { value: 'N', help: 'run: so many processes (default: 1)' },
  out: { value: 'DIR', help: 'run: where the report goes (default: out/chaos-<mode>)' },
  json: { help: 'run: print the report as JSON; progress goes to standard error' },
  trace: { help: 'replay: print what happened, line by line' },
  crashes: { value: 'N', help: 'explore: how often a process may die (default: 1)' },
  cuts: { value: 'N', help: 'explore: how often the network may be cut (default: 1)' },
  resets: { value: 'N', help: 'explore: how often a connection may be reset (default: 0)' },
  delays: {
    value: 'N',
    help: 'explore: how often a message may be overtaken by a timer (default: 0)',
  },
  states: { value: 'N', help: 'explore: no more states than that (default: 1000000)' },
  seconds: { value: 'N', help: 'explore: no longer than that (default: 60)' },
} as const

export const chaos: Command = {
  name: 'chaos',
  summary: 'break virtual labs on purpose, by seeds, and check what must hold all the same',
  synopsis: 'run [options] | replay <SEED or scenario file> [options] | explore <scope> [options]',
  options,
  notes: [
    'run: each seed draws a small lab and a schedule of faults; laws are checked after every step. The first schedules',
    '  that break one are shrunk and left as scenario files. The same seed gives the same trace, always.',
    'replay: plays one again; of a scenario file also what came of it is compared.',
    'explore: everything that can happen in a small scope (establish, swap, failover, break), nearest first.',
    'Modes: safe = the shared address is fenced; product = the product’s rules on a plain network.',
    'Exit code: 0 no law was broken; 1 one was; 2 nothing was proved, or not all was seen; 3 wrong usage; 5 not all could be written.',
  ],
  examples: [
    'understudy chaos run --seeds 1000 --jobs 2',
    'understudy chaos run --mode product --faults kill,cut,change-role',
    'understudy chaos replay 4711 --mode product --trace',
    'understudy chaos replay scenarios/power-lost-and-back.yaml',
    'understudy chaos explore swap --crashes 1 --cuts 0',
  ],
  run: async (args, terminal) => {
    const line = parseOptions(args, options)
    const [verb = '', ...rest] = line.words
    const play = Object.hasOwn(verbs, verb) ? verbs[verb] : undefined
    if (verb === '') throw new UsageError('chaos expects run, replay or explore')
    if (play === undefined) throw unknownWord('chaos verb', verb, ['run', 'replay', 'explore'])
    return play({ ...line, words: rest }, terminal)
  },
}

type Verb = (line: CommandLine, terminal: Terminal) => Promise<number>

/** The simulator and the database are loaded only where something is played. */
const verbs: Readonly<Record<string, Verb>> = {
  run: async ({ words, values, flags }, terminal) => {
    wordsOf(words, [])
    const { planOf } = await import('../chaos/options.ts')
    const { runCampaign } = await import('../chaos/run-campaign.ts')
    const plan = planOf(values)
    const out = values.get('out') ?? join('out', `chaos-${plan.mode}`)
    return runCampaign(plan, out, flags.has('json'), terminal)
  },
  replay: async (line, terminal) => {
    const [word = ''] = wordsOf(line.words, ['SEED or scenario file'])
    const { replay } = await import('../chaos/replay.ts')
    return replay(word, line, terminal)
  },
  explore: async ({ words, values, flags }, terminal) => {
    const [word = ''] = wordsOf(words, ['scope'])
    const { explore, explorationOf } = await import('../chaos/explore.ts')
    return explore(explorationOf(word, values), flags.has('json'), terminal)
  },
  /** A worker of a campaign; the program's own use. Seeds go out as they end, a line of JSON each. */
  work: async ({ words }, { out }) => {
    const [text = ''] = wordsOf(words, ['part'])
    const { playSeed, seedsOf } = await import('../chaos/play-seeds.ts')
    const { plan, number } = JSON.parse(text) as { plan: ChaosPlan; number: number }
    for (const seed of seedsOf(plan, number)) {
      out(`${JSON.stringify(playSeed(seed, plan))}\n`)
      await new Promise((resolve) => setImmediate(resolve))
    }
    return exitCodes.ok
  },
}
