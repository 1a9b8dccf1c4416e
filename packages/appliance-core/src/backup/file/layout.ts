import { type BackupHead, isBackupHead, parseJson } from '@understudy/shared'
import type { BackupKey, BackupPlan, ChunkSeal, TextCodec } from '../../ports/backup-file.ts'
import type { Store } from '../../ports/store.ts'
import { backupPieces } from '../pieces.ts'
import { plainSeal } from './plain-seal.ts'

/*
 * The file of a backup: two lines of text, then chunks. docs/BACKUPS.md describes it for people.
 *
 *   understudy-backup 2\n
 *   {"siteHostname":…,"site":…,"guid":…,"takenAtMs":…,"sealing":…}\n
 *   chunk: length of what follows its flag (4 bytes, big-endian), flag (1 = the last chunk, 0), sealed text
 */

export const magic = 'understudy-backup 2\n'
export const headBytesMax = 2_048
export const chunkHeadBytes = 5
/** A piece is some 64 KiB of text and one session's record; or all settings, a MiB of letters that JSON may escape. */
export const chunkBytesMax = 8 * 1024 * 1024

/** The head in a line without its end; undefined = it is none. */
export function headIn(line: string): BackupHead | undefined {
  const value = parseJson(line)
  return isBackupHead(value) ? value : undefined
}

/** The whole file of a backup, part by part; `key` = null: not encrypted. Throws `HistoryDiscarded`. */
export function* backupBytes(
  store: Store,
  plan: BackupPlan,
  key: BackupKey | null,
  codec: TextCodec,
): Generator<Uint8Array> {
  const { siteHostname, site, guid, takenAtMs } = plan
  const head: BackupHead = { siteHostname, site, guid, takenAtMs, sealing: key?.sealing ?? null }
  const headLine = `${JSON.stringify(head)}\n`
  yield codec.bytesOf(magic + headLine)
  yield* chunks(backupPieces(store, plan), key?.sealFor(headLine) ?? plainSeal(headLine, codec))
}

/** A chunk knows that it is the last: a file that was cut short is not whole. */
function* chunks(pieces: Iterable<string>, seal: ChunkSeal): Generator<Uint8Array> {
  let waiting: string | undefined
  let index = 0
  for (const piece of pieces) {
    if (waiting !== undefined) yield* chunkOf(seal.seal(waiting, index++, false), false)
    waiting = piece
  }
  yield* chunkOf(seal.seal(waiting ?? '', index, true), true)
}

function* chunkOf(sealed: Uint8Array, isLast: boolean): Generator<Uint8Array> {
  const { length } = sealed
  yield Uint8Array.of(length >>> 24, length >>> 16, length >>> 8, length, isLast ? 1 : 0)
  yield sealed
}
