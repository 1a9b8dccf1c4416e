import { accessSync, constants, mkdtempSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileErrorOf } from '../files/file-error.ts'
import { makeFolder } from '../files/make-folder.ts'
import { type FileContent, replaceFile } from '../files/replace-file.ts'
import { UsageError } from '../usage/errors.ts'

/** The files that a rehearsal leaves. */
export interface OutFiles {
  readonly 'report.json': string
  readonly 'report.html': string
  readonly 'junit.xml': string
  readonly 'events.ndjson': Iterable<string>
  /** What steps downloaded, named after the step: `backup-a.nsb`. */
  readonly [kept: string]: FileContent
}

/** Makes the folder before anything else: a rehearsal whose report cannot be saved is wasted. */
export function openOutFolder(name: string, folder: string): string {
  if (name === '') throw new UsageError('option --out expects DIR, found nothing')
  const path = resolve(folder, name)
  return orUsageError(name, () => {
    makeFolder(path)
    accessSync(path, constants.W_OK)
    return path
  })
}

/** Of a virtual rehearsal, until its report is written. */
export const runningEventsName = 'running-events.ndjson'

/** What is removed after a rehearsal: its lab's folder, its events. */
export const isOfRunning = (name: string): boolean =>
  name === runningEventsName || /^running-lab-[A-Za-z0-9]{6}$/.test(name)

/** Makes a folder in it for the rehearsal's lab. */
export const makeLabFolderIn = (name: string, outFolder: string, keep: boolean): string =>
  orUsageError(name, () => mkdtempSync(join(outFolder, keep ? 'lab-' : 'running-lab-')))

/**
 * Writes the files into the folder, each replaced as a whole; names those that could not be written, with the reason.
 */
export function writeOutFiles(
  outFolder: string,
  files: Readonly<Record<string, FileContent>>,
): ReadonlyMap<string, string> {
  const unwritten = new Map<string, string>()
  for (const [name, content] of Object.entries(files)) {
    try {
      // What came from an appliance as a file may hold secrets: a backup, a private key.
      const mode = content instanceof Uint8Array ? 0o600 : 0o666
      replaceFile(join(outFolder, name), content, mode)
    } catch (error) {
      unwritten.set(name, fileErrorOf(error))
    }
  }
  return unwritten
}

/** For what is done before anything starts: a folder that cannot be used counts as wrong usage. */
export function orUsageError<T>(name: string, make: () => T): T {
  try {
    return make()
  } catch (error) {
    if (error instanceof UsageError) throw error
    const { code } = error as NodeJS.ErrnoException
    const exists = code === 'EEXIST' || code === 'ENOTDIR'
    throw new UsageError(
      `option --out: cannot use ${name}: ${exists ? 'expected a folder, found something else' : fileErrorOf(error)}`,
    )
  }
}
