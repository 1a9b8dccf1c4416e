import { consoleAddress } from '../console/console-address.ts'
import { keepPlan } from '../lab/folder/kept-lab.ts'
import { makeLabFolder, namedLabFolder } from '../lab/folder/lab-folder.ts'
import { readRecord } from '../lab/folder/lab-record.ts'
import { orCommandError } from '../lab/lab-error.ts'
import { runningLab } from '../lab/running/choose-lab.ts'
import { silentSupervisor } from '../lab/running/supervisor-silent.ts'
import { startSupervisor } from '../lab/start/detach.ts'
import type { Command } from '../usage/command.ts'
import { CommandError } from '../usage/errors.ts'
import { exitCodes } from '../usage/exit-codes.ts'
import { type CommandLine, parseOptions } from '../usage/options.ts'
import type { Terminal } from '../usage/terminal.ts'
import { wordsOf } from '../usage/values.ts'
import { labToMake } from './lab-to-make.ts'
import { planOfUp } from './plan-of-up.ts'

const options = {
  ...labToMake,
  name: { value: 'NAME', help: "the lab's name and folder (default: the name in its file)" },
} as const

export const up: Command = {
  name: 'up',
  summary: 'start a lab of real processes and leave it running',
  synopsis: '[--lab LAB] [--name NAME] [--seed N] [--swing METHOD] [--set PATH=VALUE ...]',
  options,
  notes: [
    'What the lab keeps is in .understudy/labs/NAME of the current folder; the next up goes on from it.',
    '--set and --swing change a kept lab for good; the shared address stays where it is.',
    'A running lab has real time: of the clock in its file only a fixed factor counts.',
  ],
  examples: ['understudy up', 'understudy up --lab labs/legacy.yaml --name old'],
  run: async (args, terminal) => {
    const line = parseOptions(args, options)
    wordsOf(line.words, [])
    return await orCommandError(() => start(line, terminal))
  },
}

async function start(line: CommandLine, terminal: Terminal): Promise<number> {
  const plan = planOfUp(line, terminal.folder)
  const { name } = plan.lab
  const folder = namedLabFolder(terminal.folder, name)
  const running = await runningLab(terminal.folder, name)
  if (running?.answers === false) throw new CommandError(silentSupervisor(name, running.record.pid))
  if (running !== undefined)
    throw new CommandError(
      `the lab ${name} is already running; stop it with: understudy down --name ${name}`,
    )
  makeLabFolder(folder)
  keepPlan(folder, plan)
  await startSupervisor(folder, terminal.onStop)
  terminal.out(`the lab ${name} is running; see: understudy status --name ${name}\n`)
  const address = consoleAddress(folder, readRecord(folder.recordFile))
  if (address !== undefined) terminal.out(`its console: ${address}\n`)
  return exitCodes.ok
}
