import { hostsOf, updateServerHost } from '@understudy/shared'
import { orCommandError } from '../lab/lab-error.ts'
import { askLab } from '../lab/running/ask-lab.ts'
import { chooseLab } from '../lab/running/choose-lab.ts'
import { commandRunningLab } from '../lab/running/command-running-lab.ts'
import { configOfLab } from '../lab/running/roster-of-lab.ts'
import { labNamed, whichLab } from '../lab/running/which-lab.ts'
import type { Command } from '../usage/command.ts'
import { CommandError } from '../usage/errors.ts'
import { exitCodes } from '../usage/exit-codes.ts'
import { parseOptions } from '../usage/options.ts'
import { unknownWord } from '../usage/unknown-word.ts'
import { wordsOf } from '../usage/values.ts'

const options = {
  ...whichLab,
} as const

export const restart: Command = {
  name: 'restart',
  summary: 'bring a process of a running lab back: one that runs is killed first',
  synopsis: '<appliance|witness|clients|update-server> [--lab LAB]',
  options,
  notes: [
    'It starts from what it has on disk, as after a power cut (kill -9).',
    'The network is restarted with the whole lab: understudy down && understudy up',
  ],
  examples: ['understudy restart a', 'understudy restart clients --name old'],
  run: async (args, { folder, out }) => {
    const line = parseOptions(args, options)
    const [word = ''] = wordsOf(line.words, ['process'])
    const lab = await chooseLab(folder, labNamed(line, folder))
    const known = [...hostsOf(configOfLab(lab)), 'clients', updateServerHost, 'network']
    if (!known.includes(word)) throw unknownWord('process', word, known)
    await orCommandError(() => askLab(lab, `restart ${word}`, `ended before ${word} was back`))
    if (word === 'clients') await startWork(folder, lab.name)
    out(`${word} is back\n`)
    return exitCodes.ok
  },
}

/** Fresh clients wait to be told that the day has begun. */
async function startWork(folder: string, name: string): Promise<void> {
  const start = { kind: 'start-clients', input: {} } as const
  const said = await commandRunningLab(await chooseLab(folder, name), 'clients', start)
  if (!said.ok) throw new CommandError(`the clients are back, and idle: ${said.refusal.message}`)
}
