import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import { swingMethods } from '@understudy/shared'
import { settingOption } from '../files/lab-settings.ts'
import {
  changeLabFile,
  type LabChanges,
  namesFile,
  type ReadLab,
  readLabFile,
} from '../files/lab-source.ts'
import { shippedNames } from '../files/shipped.ts'
import { keptPlan } from '../lab/folder/kept-lab.ts'
import { namedLabFolder } from '../lab/folder/lab-folder.ts'
import { labNames } from '../lab/running/choose-lab.ts'
import { UsageError } from '../usage/errors.ts'
import { unknownWord } from '../usage/unknown-word.ts'

/** The options of the commands that make a lab. */
export const labToMake = {
  lab: {
    value: 'LAB',
    help: 'a file, a shipped lab, or one that was up here, by its name (default: default)',
  },
  seed: { value: 'N', help: 'seed of all chance in the lab (default: 1)' },
  swing: { value: swingMethods.join('|'), help: "how traffic is swung (default: the lab's)" },
  set: settingOption,
} as const

/**
 * What `--lab` means there, with the command line's changes. A shipped name or a file takes precedence over a lab that
 * was up.
 */
export function readLabToMake(word: string, folder: string, changes: LabChanges): ReadLab {
  if (isKept(word, folder)) return changeKept(word, folder, changes)
  if (namesFile(word) || isMade(word, folder)) return readLabFile(word, folder, changes)
  throw unknownWord('lab', word, [...new Set([...shippedNames('lab'), ...labNames(folder)])])
}

/** Whether it is the name of a lab that was up here, and of nothing that takes precedence. */
export const isKept = (word: string, folder: string): boolean =>
  !namesFile(word) && !isMade(word, folder) && labNames(folder).includes(word)

const isMade = (word: string, folder: string): boolean =>
  shippedNames('lab').includes(word) ||
  statSync(resolve(folder, word), { throwIfNoEntry: false })?.isFile() === true

/** The file a lab that was up here was made from. */
export function changeKept(name: string, folder: string, changes: LabChanges): ReadLab {
  const file = keptPlan(namedLabFolder(folder, name))?.file
  if (file !== undefined) return changeLabFile(file, `the lab ${name}`, changes)
  throw new UsageError(
    `the lab ${name} was made by an earlier version, which did not keep its file: name that by --lab`,
  )
}
