import { renameSync, rmSync, writeFileSync } from 'node:fs'
import { readConfigFile, StartFailure } from '@understudy/lab-channel'
import type { Static, TSchema } from 'typebox'

/** Writes aside and renames, so that a reader sees the whole old file or the whole new one. */
export function writeKept(path: string, form: object): void {
  const aside = `${path}.tmp`
  try {
    writeFileSync(aside, `${JSON.stringify(form, null, 2)}\n`, { mode: 0o600 })
    renameSync(aside, path)
  } catch (error) {
    rmSync(aside, { force: true })
    throw error
  }
}

/** What is kept there. Not of that form = a {@link StartFailure} that says what can be done about it. */
export function readKept<S extends TSchema>(form: S, path: string, remedy: string): Static<S> {
  try {
    return readConfigFile(form, path)
  } catch (error) {
    throw error instanceof StartFailure ? new StartFailure(3, `${error.message} ${remedy}`) : error
  }
}
