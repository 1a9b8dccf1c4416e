import { closeSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs'

/** A text whole or in pieces, of which no more than one is held at a time; or bytes. */
export type FileContent = string | Uint8Array | Iterable<string>

/** Writes a temporary file and renames it: a reader sees the old file or the new one, whole. */
export function replaceFile(file: string, content: FileContent, mode = 0o666): void {
  const aside = `${file}.${process.pid}.tmp`
  try {
    if (typeof content === 'string' || content instanceof Uint8Array)
      writeFileSync(aside, content, { mode })
    else writePieces(aside, content, mode)
    renameSync(aside, file)
  } catch (error) {
    rmSync(aside, { force: true })
    throw error
  }
}

function writePieces(file: string, pieces: Iterable<string>, mode: number): void {
  const open = openSync(file, 'w', mode)
  try {
    for (const piece of pieces) writeFileSync(open, piece)
  } finally {
    closeSync(open)
  }
}
