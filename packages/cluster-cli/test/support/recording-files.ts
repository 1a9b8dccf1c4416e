import { createHash, randomBytes } from 'node:crypto'
import { readdirSync, readFileSync, statSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { RecordingsOnDisk } from './stage.ts'

/** The recordings' files of an appliance's process: `<folder>/<first 2 hex digits>/<SHA-256>`. */
export function recordingFiles(folder: string): RecordingsOnDisk {
  const pathOf = (name: string): string => join(folder, name.slice(0, 2), name)
  const isSound = (name: string): boolean =>
    createHash('sha256')
      .update(readFileSync(pathOf(name)))
      .digest('hex') === name
  return {
    sound: () =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .map((path) => path.slice(3))
        .filter((name) => /^[0-9a-f]{64}$/.test(name) && isSound(name))
        .sort(),
    remove: (name) => unlinkSync(pathOf(name)),
    spoil: (name) => writeFileSync(pathOf(name), randomBytes(statSync(pathOf(name)).size)),
  }
}
