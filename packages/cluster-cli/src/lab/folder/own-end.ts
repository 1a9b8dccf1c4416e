import { readFileSync, rmSync } from 'node:fs'
import { replaceFile } from '../../files/replace-file.ts'
import type { LabFolder } from './lab-folder.ts'
import { readRecord } from './lab-record.ts'

const reasonLengthMax = 500

/** Notes why a lab ends without being asked to, for whoever finds it gone. */
export const noteOwnEnd = ({ ownEndFile }: LabFolder, reason: string): void =>
  replaceFile(ownEndFile, `${reason}\n`, 0o600)

/** The lab starts again: what once ended it no longer matters. */
export const forgetOwnEnd = ({ ownEndFile }: LabFolder): void => rmSync(ownEndFile, { force: true })

/** Why a lab that is not running ended by itself, as a sentence; undefined if it was stopped. */
export function ownEndOf({ ownEndFile, recordFile }: LabFolder): string | undefined {
  try {
    return `it ended by itself: ${readFileSync(ownEndFile, 'utf8').trim().slice(0, reasonLengthMax)}`
  } catch {
    // A supervisor that ends properly removes its record.
    const record = readRecord(recordFile)
    return record === undefined ? undefined : `its supervisor (process ${record.pid}) was killed`
  }
}
