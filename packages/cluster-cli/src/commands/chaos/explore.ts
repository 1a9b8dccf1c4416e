import type { Command } from '../../usage/command.ts'
import { parseOptions } from '../../usage/options.ts'
import { wordsOf } from '../../usage/values.ts'

const options = {
  crashes: { value: 'N', help: 'how often a process may die (default: 1)' },
  cuts: { value: 'N', help: 'how often the network may be cut (default: 1)' },
  resets: { value: 'N', help: 'how often a connection may be reset (default: 0)' },
  delays: { value: 'N', help: 'how often a message may be overtaken by a timer (default: 0)' },
  syncs: { value: 'N', help: 'how often an automatic sync comes, at any moment (default: 0)' },
  states: { value: 'N', help: 'no more states than that (default: 2000000)' },
  seconds: { value: 'N', help: 'no longer than that (default: 60)' },
  json: { help: 'print the result as JSON; progress goes to standard error' },
} as const

/** `understudy chaos explore` (CHA-01). */
export const chaosExplore: Command = {
  name: 'chaos explore',
  summary: 'look at everything that can happen in a small scope, nearest first',
  synopsis: 'establish|swap|failover|break [options]',
  options,
  notes: [
    'Every order of deliveries, every point at which a process can die, and the faults that the options allow.',
    'Exit code: 0 all was seen and no law was broken; 1 one was; 2 not all was seen; 3 wrong usage.',
  ],
  examples: ['understudy chaos explore swap --crashes 1 --cuts 0'],
  run: async (args, terminal) => {
    const { words, values, flags } = parseOptions(args, options)
    const [word = ''] = wordsOf(words, ['scope'])
    const { explore, explorationOf } = await import('../../chaos/explore.ts')
    return explore(explorationOf(word, values), flags.has('json'), terminal)
  },
}
