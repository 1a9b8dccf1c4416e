import { renameSync, rmSync, writeFileSync } from 'node:fs'
import { readConfigFile, StartFailure } from '@understudy/lab-channel'
import type { Static, TSchema } from 'typebox'

/** Aside and renamed: whoever reads it sees the old one or the new one, whole. */
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

/** What is kept there. A {@link StartFailure} where it is not of that form, with what can be done about it. */
export function readKept<S extends TSchema>(form: S, path: string, remedy: string): Static<S> {
  try {
    return readConfigFile(form, path)
  } catch (error) {
    throw error instanceof StartFailure ? new StartFailure(3, `${error.message} ${remedy}`) : error
  }
}
