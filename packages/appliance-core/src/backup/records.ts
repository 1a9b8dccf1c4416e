import {
  type BackupEnd,
  isBackupEnd,
  isBackupLog,
  isBackupSettings,
  isJumpClientTuple,
  isRowTuple,
  type JumpClientTuple,
  parseJson,
  type RowTuple,
} from '@understudy/shared'

/** What a piece of a backup's text consists of. */
export type BackupRecord =
  | { readonly kind: 'settings'; readonly settings: readonly (readonly [string, string])[] }
  | { readonly kind: 'jump-clients'; readonly rows: readonly JumpClientTuple[] }
  /** The rows that follow are of this log. */
  | { readonly kind: 'log'; readonly origin: string; readonly legacy: boolean }
  | { readonly kind: 'row'; readonly row: RowTuple }
  | ({ readonly kind: 'end' } & BackupEnd)
  | { readonly kind: 'damage'; readonly found: string }

/** The records of one piece, each checked by itself; after `damage` comes nothing (SEC-03). */
export function* recordsIn(piece: string): Generator<BackupRecord> {
  for (let at = 0; at < piece.length; ) {
    const end = piece.indexOf('\n', at)
    const value = end < 0 ? undefined : parseJson(piece.slice(at, end))
    if (!Array.isArray(value)) {
      const record = recordOf(value)
      yield record
      if (record.kind === 'damage') return
      at = end + 1
      continue
    }
    const bodyAt = end + 1
    const bodyEnd = bodyAt + Number(value[8])
    const row = rowOf(value, piece.slice(bodyAt, bodyEnd))
    if (row === undefined || piece[bodyEnd] !== '\n') {
      yield { kind: 'damage', found: 'a session that is none' }
      return
    }
    yield { kind: 'row', row }
    at = bodyEnd + 1
  }
}

function rowOf(values: readonly unknown[], body: string): RowTuple | undefined {
  const [seq, lsid, lseq, externalKey, startedAtMs, endedAtMs, recording, recordingBytes] = values
  const row: unknown = [
    seq,
    lsid,
    lseq,
    externalKey,
    startedAtMs,
    endedAtMs,
    body,
    recording,
    recordingBytes,
  ]
  return values.length === 9 && values[8] === body.length && isRowTuple(row) ? row : undefined
}

function recordOf(value: unknown): BackupRecord {
  if (isBackupSettings(value)) return { kind: 'settings', settings: value.settings }
  if (isBackupLog(value)) return { kind: 'log', ...value.log }
  if (isBackupEnd(value)) return { kind: 'end', ...value.end }
  const rows = (value as { jumpClients?: unknown } | null | undefined)?.jumpClients
  if (Array.isArray(rows) && rows.every(isJumpClientTuple)) return { kind: 'jump-clients', rows }
  return { kind: 'damage', found: 'a line that says nothing known' }
}
