import { existsSync, readdirSync } from 'node:fs'
import { labAt, type RemoteLab } from '../../remote/remote-lab.ts'
import { CommandError, UsageError } from '../../usage/errors.ts'
import type { CommandLine } from '../../usage/options.ts'
import { unknownWord } from '../../usage/unknown-word.ts'
import { type LabFolder, labsFolder, namedLabFolder } from '../folder/lab-folder.ts'
import { type LabRecord, readRecord } from '../folder/lab-record.ts'
import { ownEndOf } from '../folder/own-end.ts'
import { livingRecord } from '../start/supervisor.ts'
import { SupervisorSilent } from './supervisor-silent.ts'
import { labNamed } from './which-lab.ts'

/** A lab running on this machine, from a folder here. */
export interface LocalLab {
  readonly kind: 'local'
  readonly name: string
  readonly folder: LabFolder
  readonly record: LabRecord
  /** Whether its supervisor answers; one that hangs does not stop anybody from asking the rest. */
  readonly answers: boolean
}

export type RunningLab = LocalLab | RemoteLab

/** The lab a command's options mean: a named one, the only one here or, with --at, one elsewhere. */
export async function labOfOptions(
  { values }: Pick<CommandLine, 'values'>,
  folder: string,
): Promise<RunningLab> {
  const at = values.get('at')
  if (at === undefined) return await chooseLab(folder, labNamed({ values }, folder))
  const other = ['lab', 'name'].find((option) => values.has(option))
  if (other !== undefined)
    throw new UsageError(`give either --at or --${other}: behind a URL there is one lab`)
  return await labAt(at, values.get('token-file'), folder)
}

/** The running lab of that name, or the only one running. Refuses if there is none, or more than one. */
export async function chooseLab(folder: string, name: string | undefined): Promise<LocalLab> {
  const known = labNames(folder)
  if (name !== undefined && !known.includes(name))
    throw known.length > 0 ? unknownWord('lab', name, known) : noLab(folder, [])
  const candidates = name === undefined ? known : [name]
  const labs = await Promise.all(candidates.map((candidate) => runningLab(folder, candidate)))
  const running = labs.filter((lab) => lab !== undefined)
  const [only, second] = running
  if (second !== undefined)
    throw new UsageError(
      `option --lab is needed: ${running.map((lab) => lab.name).join(', ')} are running`,
    )
  if (only !== undefined) return only
  throw name === undefined ? noLab(folder, known) : notRunning(folder, name)
}

/** Labs of that working folder, running or not. Sorted. */
export function labNames(folder: string): readonly string[] {
  const labs = labsFolder(folder)
  if (!existsSync(labs)) return []
  return readdirSync(labs, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
}

/** The lab of that name, if it runs. */
export async function runningLab(folder: string, name: string): Promise<LocalLab | undefined> {
  const labFolder = namedLabFolder(folder, name)
  try {
    const record = await livingRecord(labFolder)
    return record && { kind: 'local', name, folder: labFolder, record, answers: true }
  } catch (error) {
    if (!(error instanceof SupervisorSilent)) throw error
    const record = readRecord(labFolder.recordFile)
    return record && { kind: 'local', name, folder: labFolder, record, answers: false }
  }
}

function notRunning(folder: string, name: string): CommandError {
  const ownEnd = ownEndOf(namedLabFolder(folder, name))
  return new CommandError(
    `the lab ${name} is not running${ownEnd === undefined ? '' : `; ${ownEnd}`}`,
  )
}

function noLab(folder: string, known: readonly string[]): CommandError {
  const ended = known.flatMap((name) => {
    const ownEnd = ownEndOf(namedLabFolder(folder, name))
    return ownEnd === undefined ? [] : [`\nthe lab ${name}: ${ownEnd}`]
  })
  return new CommandError(
    `no lab is running in ${folder}; start one with: understudy up${ended.join('')}`,
  )
}
