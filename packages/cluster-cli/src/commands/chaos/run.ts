import { join } from 'node:path'
import { queueOf, queueOptions } from '../../queue/queue-options.ts'
import type { Command } from '../../usage/command.ts'
import { UsageError } from '../../usage/errors.ts'
import { parseOptions } from '../../usage/options.ts'
import { wordsOf } from '../../usage/values.ts'
import { drawnOptions, modesNote, realNote } from './drawn-options.ts'

const options = {
  seeds: { value: 'N', help: 'how many seeds (default: 100; real: 10)' },
  from: { value: 'SEED', help: 'the first of them (default: 1)' },
  ...drawnOptions,
  seconds: { value: 'N', help: 'world real: starts no more seeds after that long' },
  jobs: { value: 'N', help: 'so many processes, or real labs, at a time (default: 1)' },
  ...queueOptions,
  out: {
    value: 'DIR',
    help: 'where the report goes (default: out/chaos-<mode>, out/chaos-real-<mode>)',
  },
  resume: {
    help: 'go on with the campaign that was ended early in that folder, by the same options and build',
  },
  json: { help: 'print the report as JSON; progress goes to standard error' },
} as const

/** `understudy chaos run` (CHA-01). */
export const chaosRun: Command = {
  name: 'chaos run',
  summary: 'break many labs by seeds, and check after every step what must hold all the same',
  synopsis: '[options]',
  options,
  notes: [
    'Each seed draws a small lab and a schedule of faults; laws are checked after every step. The first schedules that',
    '  break one are shrunk and left as scenario files. The same seed gives the same trace, always.',
    modesNote,
    realNote,
    'Exit code: 0 no law was broken; 1 one was; 2 nothing was proved; 3 wrong usage; 5 not all could be written.',
  ],
  examples: [
    'understudy chaos run --seeds 1000 --jobs 2',
    'understudy chaos run --seeds 1000000 --jobs 2 --out out/long --resume',
    'understudy chaos run --seeds 1000000 --queue redis://queue:6379',
    'understudy chaos run --world real --seeds 200 --seconds 600 --resume',
    'understudy chaos run --mode product --faults kill,cut,change-role',
  ],
  run: async (args, terminal) => {
    const { words, values, flags } = parseOptions(args, options)
    wordsOf(words, [])
    // The simulator and the database are loaded only when something is played.
    const { planOf } = await import('../../chaos/options.ts')
    const { runCampaign } = await import('../../chaos/run-campaign.ts')
    const plan = planOf(values)
    const out =
      values.get('out') ??
      join('out', plan.world === 'real' ? `chaos-real-${plan.mode}` : `chaos-${plan.mode}`)
    const resumes = flags.has('resume')
    const queue = queueOf(values, terminal.folder)
    if (queue !== null && plan.world === 'real')
      throw new UsageError('option --queue is for virtual worlds')
    return runCampaign({ plan, resumes, queue, outName: out, json: flags.has('json') }, terminal)
  },
}
