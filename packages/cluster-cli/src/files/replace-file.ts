import { renameSync, rmSync, writeFileSync } from 'node:fs'

/** Writes a temporary file and renames it: a reader sees the old file or the new one, whole. */
export function replaceFile(file: string, text: string, mode = 0o666): void {
  const aside = `${file}.${process.pid}.tmp`
  try {
    writeFileSync(aside, text, { mode })
    renameSync(aside, file)
  } catch (error) {
    rmSync(aside, { force: true })
    throw error
  }
}
