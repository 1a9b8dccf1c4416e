import {
  digestsEqual,
  emptyDigest,
  type LogHead,
  type RowTuple,
  removeFromDigest,
  type SetDigest,
} from '@understudy/shared'
import type { SessionRow, Store } from '../ports/store.ts'

/** What digests prove equal of a record: all that is sent but the recording's size. The body apart: it is long. */
export const digestTextsOf = (row: SessionRow): readonly [head: string, body: string] => [
  digestParts.headOf(row),
  row.body,
]

/** The same two texts, one by one: for digests of many records. */
export const digestParts = {
  headOf: ({ seq, lsid, lseq, externalKey, startedAtMs, endedAtMs, recording }: SessionRow) =>
    `${seq}|${lsid}|${lseq}|${externalKey}|${startedAtMs}|${endedAtMs}|${recording}`,
  bodyOf: ({ body }: SessionRow) => body,
}

export function tupleOf(row: SessionRow): RowTuple {
  return [
    row.seq,
    row.lsid,
    row.lseq,
    row.externalKey,
    row.startedAtMs,
    row.endedAtMs,
    row.body,
    row.recording,
    row.recordingBytes,
  ]
}

export function rowOf(origin: string, legacy: boolean, tuple: RowTuple): SessionRow {
  const [seq, lsid, lseq, externalKey, startedAtMs, endedAtMs, body, recording, recordingBytes] =
    tuple
  return {
    origin,
    legacy,
    seq,
    lsid,
    lseq,
    externalKey,
    startedAtMs,
    endedAtMs,
    body,
    recording,
    recordingBytes,
  }
}

export function headIn(
  vector: readonly LogHead[],
  origin: string,
  legacy: boolean,
): LogHead | undefined {
  return vector.find((h) => h.origin === origin && h.legacy === legacy)
}

/** The logs of which `have` holds more than `other`. */
export function aheadOf(have: readonly LogHead[], other: readonly LogHead[]): readonly LogHead[] {
  return have.filter((h) => h.lastSeq > (headIn(other, h.origin, h.legacy)?.lastSeq ?? 0))
}

/** How much of `wanted` is not in `have`: records, and their bytes. */
export function missingFrom(
  have: readonly LogHead[],
  wanted: readonly LogHead[],
): { records: number; bytes: number } {
  let records = 0
  let bytes = 0
  for (const head of aheadOf(wanted, have)) {
    const held = headIn(have, head.origin, head.legacy)
    records += head.lastSeq - (held?.lastSeq ?? 0)
    bytes += head.bytes - (held?.bytes ?? 0)
  }
  return { records, bytes }
}

/**
 * Whether a peer with the vector `theirs` holds the same records as we do, as far as it has come. We may be
 * ahead (sessions go on during a sync): those rows, and only those, are read and taken off our digest.
 */
export function agreesWith(store: Store, theirs: readonly LogHead[]): boolean {
  const ours = store.logs.heads()
  const known = theirs.every(
    (t) => t.lastSeq === 0 || headIn(ours, t.origin, t.legacy) !== undefined,
  )
  return (
    known &&
    ours.every((head) => {
      const their = headIn(theirs, head.origin, head.legacy) ?? { lastSeq: 0, digest: emptyDigest }
      if (their.lastSeq > head.lastSeq) return false
      return digestsEqual(digestUpTo(store, head, their.lastSeq), their.digest)
    })
  )
}

/** The digest of a log's first `lastSeq` rows, of those that its head counts. */
export function digestUpTo(store: Store, head: LogHead, lastSeq: number): SetDigest {
  let { digest } = head
  let at = lastSeq
  while (at < head.lastSeq) {
    const rows = store.sessions.after(head.origin, head.legacy, at, 1024 * 1024)
    for (const row of rows) digest = removeFromDigest(digest, ...digestTextsOf(row))
    at = rows[rows.length - 1]?.seq ?? head.lastSeq
  }
  return digest
}
