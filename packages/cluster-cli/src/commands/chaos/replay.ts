import type { Command } from '../../usage/command.ts'
import { parseOptions } from '../../usage/options.ts'
import { wordsOf } from '../../usage/values.ts'
import { drawnOptions, modesNote, realNote } from './drawn-options.ts'

const options = {
  ...drawnOptions,
  trace: { help: 'print what happened, line by line' },
  rewrite: { help: 'write the scenario file anew, with what comes of it now' },
} as const

/** `understudy chaos replay` (CHA-01, CHA-04). */
export const chaosReplay: Command = {
  name: 'chaos replay',
  summary: 'play one seed or scenario file again',
  synopsis: '<SEED or scenario file> [options]',
  options,
  notes: [
    'Of a scenario file what came of it is compared with what the file says.',
    modesNote,
    realNote,
    'Exit code: 0 no law was broken, or what the file says came of it; 1 else; 3 wrong usage.',
  ],
  examples: [
    'understudy chaos replay 4711 --mode product --trace',
    'understudy chaos replay scenarios/power-lost-and-back.yaml',
  ],
  run: async (args, terminal) => {
    const line = parseOptions(args, options)
    const [word = ''] = wordsOf(line.words, ['SEED or scenario file'])
    const { replay } = await import('../../chaos/replay.ts')
    return replay(word, line, terminal)
  },
}
