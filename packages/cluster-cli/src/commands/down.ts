import { tokenOf } from '../lab/folder/lab-folder.ts'
import { LabError } from '../lab/lab-error.ts'
import { chooseLab, type LocalLab } from '../lab/running/choose-lab.ts'
import { askSupervisor } from '../lab/running/control.ts'
import { endByForce } from '../lab/running/end-by-force.ts'
import { SupervisorSilent, silentSupervisor } from '../lab/running/supervisor-silent.ts'
import type { Command } from '../usage/command.ts'
import { CommandError } from '../usage/errors.ts'
import { exitCodes } from '../usage/exit-codes.ts'
import { parseOptions } from '../usage/options.ts'
import { wordsOf } from '../usage/values.ts'

const options = {
  name: { value: 'NAME', help: 'which lab (default: the only one that runs)' },
  force: { help: 'kill its processes by their ids, where its supervisor does not end them' },
} as const

export const down: Command = {
  name: 'down',
  summary: 'stop a running lab; what it has stored stays',
  synopsis: '[--name NAME] [--force]',
  options,
  examples: ['understudy down', 'understudy down --name old', 'understudy down --force'],
  run: async (args, { folder, out }) => {
    const { words, values, flags } = parseOptions(args, options)
    wordsOf(words, [])
    const lab = await chooseLab(folder, values.get('name'))
    try {
      await end(lab, flags.has('force'))
    } catch (error) {
      throw error instanceof LabError ? new CommandError(error.message) : error
    }
    out(`the lab ${lab.name} is stopped\n`)
    return exitCodes.ok
  },
}

async function end(lab: LocalLab, force: boolean): Promise<void> {
  const { controlPort, pid } = lab.record
  try {
    if (!lab.answers) throw new LabError(silentSupervisor(lab.name, pid))
    if (await askSupervisor(controlPort, tokenOf(lab.folder), 'stop')) return
    throw new LabError(`the lab ${lab.name} broke off while it was stopping`)
  } catch (error) {
    if (!(error instanceof LabError)) throw error
    if (force) return endByForce(lab)
    throw error instanceof SupervisorSilent ? new LabError(silentSupervisor(lab.name, pid)) : error
  }
}
