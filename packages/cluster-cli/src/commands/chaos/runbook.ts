import { swingMethods } from '@understudy/shared'
import { settingOption } from '../../files/lab-settings.ts'
import type { Command } from '../../usage/command.ts'
import { jobsOption } from '../../usage/jobs.ts'
import { parseOptions } from '../../usage/options.ts'

const options = {
  lab: {
    value: 'FILE',
    help: 'the lab, a file or a shipped one (default: the one that the runbook names)',
  },
  seed: { value: 'N', help: 'seed of all chance in the lab (default: 1)' },
  swing: { value: swingMethods.join('|'), help: "how traffic is swung (default: the lab's)" },
  set: settingOption,
  jobs: jobsOption,
  out: { value: 'DIR', help: 'where the result goes (default: out/mistakes-<runbook>)' },
  json: { help: 'print the result as JSON; progress goes to standard error' },
} as const

/** `understudy chaos runbook` (REH-07). */
export const chaosRunbook: Command = {
  name: 'chaos runbook',
  summary: 'rehearse every mistake that can be made once with a runbook',
  synopsis: '<runbook> [options]',
  options,
  notes: [
    'A step skipped, swapped, repeated, too early, on the wrong appliance, and the mistakes of which the guides warn: what',
    '  each costs, and which check told of it.',
    'Exit code: 0 every mistake that costs something was told of; 1 one was missed; 2 the runbook itself does not pass; 3',
    '  wrong usage or bad files; 5 not all could be written.',
  ],
  examples: [
    'understudy chaos runbook asynchronous',
    'understudy chaos runbook asynchronous --lab legacy --jobs 2',
  ],
  run: async (args, terminal) => {
    const line = parseOptions(args, options)
    const { mutateRunbook } = await import('../../chaos/runbook-mutations.ts')
    return mutateRunbook(line, terminal)
  },
}
