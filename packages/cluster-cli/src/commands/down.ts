import { namedLabFolder } from '../lab/folder/lab-folder.ts'
import { readRecord } from '../lab/folder/lab-record.ts'
import { LabError, orCommandError } from '../lab/lab-error.ts'
import { askLab } from '../lab/running/ask-lab.ts'
import { chooseLab, type LocalLab, labNames, runningLab } from '../lab/running/choose-lab.ts'
import { endByForce } from '../lab/running/end-by-force.ts'
import { labProcesses } from '../lab/running/lab-processes.ts'
import { labNamed, whichLab } from '../lab/running/which-lab.ts'
import type { Command } from '../usage/command.ts'
import { UsageError } from '../usage/errors.ts'
import { exitCodes } from '../usage/exit-codes.ts'
import { parseOptions } from '../usage/options.ts'
import { wordsOf } from '../usage/values.ts'

const options = {
  ...whichLab,
  force: { help: 'kill its processes, where its supervisor does not end them or is gone' },
} as const

export const down: Command = {
  name: 'down',
  summary: 'stop a running lab; what it has stored stays',
  synopsis: '[--lab LAB] [--force]',
  options,
  examples: ['understudy down', 'understudy down --name old', 'understudy down --force'],
  run: async (args, { folder, out }) => {
    const line = parseOptions(args, options)
    const { words, flags } = line
    wordsOf(words, [])
    const name = labNamed(line, folder)
    const ended = await orCommandError(async () =>
      flags.has('force') ? endWhatIsLeft(folder, name) : end(await chooseLab(folder, name)),
    )
    out(`the lab ${ended} is stopped\n`)
    return exitCodes.ok
  },
}

/** Lets its supervisor end the lab; if that fails or the supervisor is gone, its processes are killed. */
async function endWhatIsLeft(folder: string, name: string | undefined): Promise<string> {
  const left = leftOver(folder, name)
  const running = await Promise.all(left.map((one) => runningLab(folder, one)))
  const alive = running.flatMap((lab) => (lab === undefined ? [] : [lab.name]))
  const [only, ...more] = alive.length > 0 ? alive : left
  if (only === undefined) return (await chooseLab(folder, name)).name
  if (more.length > 0)
    throw new UsageError(`option --lab is needed: ${[only, ...more].join(', ')} are there`)
  const lab = running.find((one) => one?.name === only)
  try {
    if (lab !== undefined) return await end(lab)
  } catch (error) {
    if (!(error instanceof LabError)) throw error
  }
  await endByForce(namedLabFolder(folder, only), only)
  return only
}

/** Labs that have a record or a process. */
function leftOver(folder: string, name: string | undefined): readonly string[] {
  const known = labNames(folder)
  return known.filter((one) => {
    if (name !== undefined && one !== name) return false
    const lab = namedLabFolder(folder, one)
    return readRecord(lab.recordFile) !== undefined || labProcesses(lab).length > 0
  })
}

async function end(lab: LocalLab): Promise<string> {
  await askLab(lab, 'stop', 'broke off while it was stopping')
  return lab.name
}
