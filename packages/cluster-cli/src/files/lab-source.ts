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

/** Reads, fills in and checks a lab file. Refuses it with line and column for each problem. */
export function readLab(
  word: string,
  folder: string,
  { settings = [], change = (lab) => lab }: LabChanges = {},
): LabConfig {
  const source = withSettings(readYaml(fileOf('lab', word, folder)), settings)
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
  return lab
}

function labFileOf(source: YamlSource): LabFile {
  const errors = schemaErrors(LabFile, source.value)
  if (errors.length === 0) return source.value as LabFile
  throw refuse(source, withNearestFields(LabFile, mostPrecise(errors)))
}
