import { type LabConfig, LabFile, resolveLab, schemaErrors } from '@understudy/shared'
import { labProblems } from './lab-checks.ts'
import { type LabSetting, withSettings } from './lab-settings.ts'
import { mostPrecise, withNearestFields } from './problem-words.ts'
import { fileOf } from './shipped.ts'
import { readYaml, refuse, type YamlSource } from './yaml-source.ts'

/** What the command line changes of a lab before it is checked. */
export interface LabChanges {
  readonly settings?: readonly LabSetting[]
  readonly change?: (lab: LabConfig) => LabConfig
}

/** A lab as its file has it, with the command line's settings, and with defaults filled in. */
export interface ReadLab {
  readonly file: LabFile
  readonly lab: LabConfig
}

/** Reads, fills in and checks a lab file. Refuses it with line and column for each problem. */
export const readLab = (word: string, folder: string, changes: LabChanges = {}): LabConfig =>
  labOf(readYaml(fileOf('lab', word, folder)), changes).lab

/** Whether the word can only be a file: a lab's name has neither slash nor dot. */
export const namesFile = (word: string): boolean => /[\\/.]/.test(word)

/** The same, and the file's content. */
export const readLabFile = (word: string, folder: string, changes: LabChanges): ReadLab =>
  labOf(readYaml(fileOf('lab', word, folder)), changes)

/** Changes a lab file read earlier; `shown` is its name in error messages. */
export const changeLabFile = (file: LabFile, shown: string, changes: LabChanges): ReadLab =>
  labOf({ file: shown, value: file, placeOf: () => shown }, changes)

function labOf(
  unchanged: YamlSource,
  { settings = [], change = (lab) => lab }: LabChanges,
): ReadLab {
  const source = withSettings(unchanged, settings)
  const value = labFileOf(source)
  const startsAtMs = value.startsAt === undefined ? undefined : Date.parse(value.startsAt)
  if (Number.isNaN(startsAtMs))
    throw refuse(source, [
      {
        path: '/startsAt',
        expected: 'a date and time that exist',
        found: JSON.stringify(value.startsAt),
      },
    ])
  const lab = change(resolveLab(value, startsAtMs))
  const problems = labProblems(lab, value)
  if (problems.length > 0) throw refuse(source, problems)
  return { file: value, lab }
}

function labFileOf(source: YamlSource): LabFile {
  const errors = schemaErrors(LabFile, source.value)
  if (errors.length === 0) return source.value as LabFile
  throw refuse(source, withNearestFields(LabFile, mostPrecise(errors)))
}
