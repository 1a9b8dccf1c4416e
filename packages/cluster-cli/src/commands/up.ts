import { existsSync } from 'node:fs'
import { type LabConfig, swingMethods } from '@understudy/shared'
import { labSettingsOf, settingOption } from '../files/lab-settings.ts'
import { readLab } from '../files/lab-source.ts'
import type { LabPlan } from '../lab/child-configs.ts'
import { startSupervisor } from '../lab/detach.ts'
import { keepPlan, keptPlan } from '../lab/kept-lab.ts'
import { LabError } from '../lab/lab-error.ts'
import { makeLabFolder, namedLabFolder } from '../lab/lab-folder.ts'
import { livingRecord } from '../lab/supervisor.ts'
import { CommandError, UsageError } from '../usage/errors.ts'
import { exitCodes } from '../usage/exit-codes.ts'
import { type CommandLine, parseOptions } from '../usage/options.ts'
import type { Surroundings } from '../usage/surroundings.ts'
import { labNameOf, seedOf, wordsOf } from '../usage/values.ts'
import type { Command } from './command.ts'

const options = {
  lab: { value: 'FILE', help: 'the lab: a file, or one that is shipped (default: default)' },
  name: { value: 'NAME', help: "the lab's name and folder (default: the name in its file)" },
  swing: { value: swingMethods.join('|'), help: "how traffic is swung (default: the lab's)" },
  set: settingOption,
  seed: { value: 'N', help: 'seed of all chance in the lab (default: 1)' },
} as const

export const up: Command = {
  name: 'up',
  summary: 'start a lab of real processes and leave it running',
  synopsis: '[--lab FILE] [--name NAME] [--seed N] [--swing METHOD] [--set PATH=VALUE ...]',
  options,
  notes: [
    'What the lab keeps is in .understudy/labs/NAME of the current folder; the next up goes on from it.',
    'A running lab has real time: of the clock in its file only a fixed factor counts.',
  ],
  examples: ['understudy up', 'understudy up --lab labs/legacy.yaml --name old'],
  run: async (args, surroundings) => {
    const line = parseOptions(args, options)
    wordsOf(line.words, [])
    try {
      return await start(line, surroundings)
    } catch (error) {
      throw error instanceof LabError ? new CommandError(error.message) : error
    }
  },
}

async function start(line: CommandLine, surroundings: Surroundings): Promise<number> {
  const { values, lists } = line
  const settings = labSettingsOf(values.get('swing'), lists.get('set'))
  const lab = liveLab(readLab(values.get('lab') ?? 'default', surroundings.folder, { settings }))
  const name = labNameOf(values.get('name') ?? lab.name)
  const folder = namedLabFolder(surroundings.folder, name)
  if (existsSync(folder.path) && (await livingRecord(folder)) !== undefined)
    throw new CommandError(
      `the lab ${name} is already running; stop it with: understudy down --name ${name}`,
    )
  makeLabFolder(folder)
  keepPlan(folder, planOf(keptPlan(folder), { ...lab, name }, line))
  await startSupervisor(folder, surroundings.onStop)
  surroundings.out(`the lab ${name} is running; see: understudy status --name ${name}\n`)
  return exitCodes.ok
}

/** A lab that was up before stays what it was: its data rest on it. */
function planOf(
  kept: LabPlan | undefined,
  lab: LabConfig,
  { values, lists }: CommandLine,
): LabPlan {
  const seed = values.get('seed')
  if (kept === undefined) return { lab, seed: seedOf(seed), participants: ['a', 'b', 'clients'] }
  if (seed !== undefined && seedOf(seed) !== kept.seed)
    throw new UsageError(
      `option --seed: the lab ${lab.name} was made with ${kept.seed}; choose another --name for ${seed}`,
    )
  const changed = values.has('lab') || values.has('swing') || lists.has('set')
  return changed ? { ...kept, lab } : kept
}

/** People look at it: a clock that jumps whenever all is idle would never stand still. */
const liveLab = (lab: LabConfig): LabConfig => ({
  ...lab,
  clock: lab.clock === 'skip' ? 'realtime' : lab.clock,
})
