import { addAllToDigest, emptyDigest, type LogHead, type StoredSession } from '@understudy/shared'
import type { Context } from '../context.ts'
import type { SessionRow, Store } from '../ports/store.ts'
import { digestParts } from './vector.ts'

/** The head of one log here; an empty one if there is none yet. */
export function headOf(store: Store, origin: string, legacy: boolean): LogHead {
  return (
    store.logs.heads().find((h) => h.origin === origin && h.legacy === legacy) ?? {
      origin,
      legacy,
      lastSeq: 0,
      bytes: 0,
      digest: emptyDigest,
    }
  )
}

/** Appends to this appliance's own log: the legacy one before 10.6, the merging one from then on. */
export function appendOwnSession(ctx: Context, session: StoredSession): void {
  appendOwnSessions(ctx, [session], true)
}

export function appendOwnSessions(
  ctx: Context,
  sessions: readonly StoredSession[],
  recordingsPresent: boolean,
): void {
  const origin = ctx.config.guid
  const legacy = !ctx.capabilities.sessionsMerge
  const head = headOf(ctx.store, origin, legacy)
  const rows = sessions.map((session, i) => rowOf(session, origin, legacy, head.lastSeq + 1 + i))
  ctx.store.sessions.append(rows, recordingsPresent)
  ctx.store.logs.putHead(headAfter(head, rows))
}

/** Field by field: objects that a spread has begun are of as many shapes as places make them, and slow to read. */
const rowOf = (
  session: StoredSession,
  origin: string,
  legacy: boolean,
  seq: number,
): SessionRow => ({
  origin,
  legacy,
  seq,
  lsid: session.lsid,
  lseq: session.lseq,
  externalKey: session.externalKey,
  startedAtMs: session.startedAtMs,
  endedAtMs: session.endedAtMs,
  body: session.body,
  recording: session.recording,
  recordingBytes: session.recordingBytes,
})

/** The head after these rows, which follow it, are appended. */
export function headAfter(head: LogHead, rows: readonly SessionRow[]): LogHead {
  let { bytes, lastSeq } = head
  for (const row of rows) {
    bytes += row.body.length + row.recordingBytes
    lastSeq = row.seq
  }
  const digest = addAllToDigest(head.digest, rows, digestParts)
  return { origin: head.origin, legacy: head.legacy, lastSeq, bytes, digest }
}
