import { BackupFile, recordsIn, rowOf, type SessionRow } from '@understudy/appliance-core'
import { assert } from '@understudy/shared'
import { sourceOf } from './files.ts'
import { plainFiles } from './plain-files.ts'

/** What a backup holds. */
export interface BackupContents {
  readonly takenAtMs: number
  /** Sorted by key. */
  readonly settings: readonly (readonly [string, string])[]
  readonly rows: readonly SessionRow[]
  /** Their names. */
  readonly jumpClients: readonly string[]
}

/** Reads a whole backup that has no passphrase. For whoever compares; a damaged one is the caller's mistake. */
export function readPlainBackup(bytes: Uint8Array): BackupContents {
  const file = BackupFile.open(() => sourceOf(bytes), plainFiles.codec)
  assert(file instanceof BackupFile, 'a backup that cannot be opened')
  const seal = file.opening(null)
  assert(!('code' in seal || 'sealing' in seal), 'a backup that needs a passphrase')
  const settings: (readonly [string, string])[] = []
  const rows: SessionRow[] = []
  const jumpClients: string[] = []
  let log = { origin: '', legacy: false }
  for (const piece of file.pieces(seal))
    for (const record of recordsIn(piece)) {
      if (record.kind === 'settings') settings.push(...record.settings)
      else if (record.kind === 'jump-clients')
        jumpClients.push(...record.rows.map(([name]) => name))
      else if (record.kind === 'log') log = record
      else if (record.kind === 'row') rows.push(rowOf(log.origin, log.legacy, record.row))
    }
  return { takenAtMs: file.head.takenAtMs, settings, rows, jumpClients }
}
