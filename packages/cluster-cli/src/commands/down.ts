import { tokenOf } from '../lab/folder/lab-folder.ts'
import { chooseLab } from '../lab/running/choose-lab.ts'
import { askSupervisor } from '../lab/running/control.ts'
import type { Command } from '../usage/command.ts'
import { CommandError } from '../usage/errors.ts'
import { exitCodes } from '../usage/exit-codes.ts'
import { parseOptions } from '../usage/options.ts'
import { wordsOf } from '../usage/values.ts'

const options = {
  name: { value: 'NAME', help: 'which lab (default: the only one that runs)' },
} as const

export const down: Command = {
  name: 'down',
  summary: 'stop a running lab; what it has stored stays',
  synopsis: '[--name NAME]',
  options,
  examples: ['understudy down', 'understudy down --name old'],
  run: async (args, { folder, out }) => {
    const { words, values } = parseOptions(args, options)
    wordsOf(words, [])
    const lab = await chooseLab(folder, values.get('name'))
    if (!(await askSupervisor(lab.record.controlPort, tokenOf(lab.folder), 'stop')))
      throw new CommandError(`the lab ${lab.name} broke off while it was stopping`)
    out(`the lab ${lab.name} is stopped\n`)
    return exitCodes.ok
  },
}
