import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'

/** Durable when it returns: whole under its name, or, where it throws, as it was before. */
export function writeWhole(path: string, bytes: Uint8Array): void {
  const aside = `${path}.part`
  try {
    const file = openSync(aside, 'w', 0o600)
    try {
      for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at)
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    renameSync(aside, path)
  } catch (error) {
    rmSync(aside, { force: true })
    throw error
  }
}
