import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs'
import { UsageError } from '../usage/errors.ts'
import { fileErrorOf } from './file-error.ts'
import type { NamedFile } from './shipped.ts'

/** More than any lab or runbook needs, and little enough to parse in one go (SEC-03). */
const fileBytesMax = 1024 * 1024

/** The text of a file the user names. Refuses missing, unreadable, oversized and non-text files. */
export function readText({ path, shown }: NamedFile): string {
  const bytes = readBounded(path, shown)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new UsageError(`${shown}: expected text in UTF-8, found other bytes`)
  }
}

function readBounded(path: string, shown: string): Buffer {
  let file: number | undefined
  try {
    file = openSync(path, 'r')
    const stat = fstatSync(file)
    if (stat.isDirectory()) throw new UsageError(`${shown}: expected a file, found a folder`)
    if (!stat.isFile()) throw new UsageError(`${shown}: expected a regular file`)
    if (stat.size > fileBytesMax)
      throw new UsageError(`${shown}: expected at most ${fileBytesMax} bytes, found ${stat.size}`)
    return readFileSync(file)
  } catch (error) {
    if (error instanceof UsageError) throw error
    throw new UsageError(`${shown}: ${fileErrorOf(error)}`)
  } finally {
    if (file !== undefined) closeSync(file)
  }
}
