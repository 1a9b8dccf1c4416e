import { renameSync, rmSync, writeFileSync } from 'node:fs'

/** Writes a file aside and renames it: whoever reads sees the old one or the new one, whole. */
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
