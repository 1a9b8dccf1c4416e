import { swingMethods } from '@understudy/shared'
import { settingOption } from '../files/lab-settings.ts'
import type { Command } from '../usage/command.ts'
import { UsageError } from '../usage/errors.ts'
import { jobsOption } from '../usage/jobs.ts'
import { type CommandLine, parseOptions } from '../usage/options.ts'
import type { Terminal } from '../usage/terminal.ts'
import { unknownWord } from '../usage/unknown-word.ts'

const options = {
  lab: { value: 'FILE', help: 'runbook: the lab, a file or a shipped one (default: default)' },
  seed: { value: 'N', help: 'runbook: seed of all chance in the lab (default: 1)' },
  swing: {
    value: swingMethods.join('|'),
    help: "runbook: how traffic is swung (default: the lab's)",
  },
  set: settingOption,
  jobs: jobsOption,
  out: { value: 'DIR', help: 'where the result goes (default: out/mistakes-<runbook>)' },
  json: { help: 'print the result as JSON; progress goes to standard error' },
} as const

export const chaos: Command = {
  name: 'chaos',
  summary: 'break virtual labs on purpose, and check what must hold all the same',
  synopsis: 'runbook <runbook> [options]',
  options,
  notes: [
    'runbook: rehearses every mistake that can be made once with a runbook (a step skipped, swapped, repeated, too early, on',
    '  the wrong appliance, and those of which the guides warn): what it costs, and which check told of it.',
    'Exit code: 0 every mistake that costs something was told of; 1 one was missed; 2 the runbook itself does not pass; 3',
    '  wrong usage or bad files; 5 not all could be written.',
  ],
  examples: [
    'understudy chaos runbook asynchronous',
    'understudy chaos runbook asynchronous --lab legacy --jobs 2',
  ],
  run: async (args, terminal) => {
    const line = parseOptions(args, options)
    const [verb = '', ...rest] = line.words
    const play = Object.hasOwn(verbs, verb) ? verbs[verb] : undefined
    if (verb === '') throw new UsageError('chaos expects runbook')
    if (play === undefined) throw unknownWord('chaos verb', verb, Object.keys(verbs))
    return play({ ...line, words: rest }, terminal)
  },
}

type Verb = (line: CommandLine, terminal: Terminal) => Promise<number>

const verbs: Readonly<Record<string, Verb>> = {
  runbook: async (line, terminal) => {
    const { mutateRunbook } = await import('../chaos/runbook-mutations.ts')
    return mutateRunbook(line, terminal)
  },
}
