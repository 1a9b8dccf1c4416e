import { renameSync, rmSync, writeFileSync } from 'node:fs'

/** Writes a temporary file and renames it: a reader sees the old file or the new one, whole. */
export function replaceFile(file: string, content: string | Uint8Array, mode = 0o666): void {
  const aside = `${file}.${process.pid}.tmp`
  try {
    writeFileSync(aside, content, { mode })
    renameSync(aside, file)
  } catch (error) {
    rmSync(aside, { force: true })
    throw error
  }
}
