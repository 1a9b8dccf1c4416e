import { accessSync, constants } from 'node:fs'
import { join, resolve } from 'node:path'
import { makeFolder } from '../files/make-folder.ts'
import { fileErrorOf } from '../files/read-text.ts'
import { replaceFile } from '../files/replace-file.ts'
import { UsageError } from '../usage/errors.ts'

/** The files that a rehearsal leaves. */
export interface OutFiles {
  readonly 'report.json': string
  readonly 'report.html': string
  readonly 'junit.xml': string
  readonly 'events.ndjson': string
}

/** Makes the folder before anything else is done: a rehearsal whose report cannot be kept is a waste. */
export function openOutFolder(name: string, folder: string): string {
  const path = resolve(folder, name)
  try {
    makeFolder(path)
    accessSync(path, constants.W_OK)
    return path
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    const exists = code === 'EEXIST' || code === 'ENOTDIR'
    throw new UsageError(
      `option --out: cannot use ${name}: ${exists ? 'expected a folder, found a file' : fileErrorOf(error)}`,
    )
  }
}

/** Leaves the files in the folder, each replaced as a whole. */
export function writeOutFiles(outFolder: string, files: OutFiles): void {
  for (const [name, text] of Object.entries(files)) replaceFile(join(outFolder, name), text)
}
