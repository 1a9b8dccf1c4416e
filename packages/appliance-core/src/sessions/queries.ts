import type { InputOf } from '@understudy/shared'
import type { Context } from '../context.ts'
import type { PendingRequest } from '../pending-request.ts'

/** `list-sessions`: a page, log by log; `next` is null at the end. */
export function listSessions(
  ctx: Context,
  request: PendingRequest<'list-sessions'>,
  input: InputOf<'list-sessions'>,
): void {
  const limit = input.limit ?? 100
  const page = ctx.store.sessions.page(input.after ?? 0, limit)
  ctx.accept(request, {
    sessions: page.map(({ row }) => ({
      lsid: row.lsid,
      lseq: row.lseq,
      externalKey: row.externalKey,
      startedAtMs: row.startedAtMs,
      endedAtMs: row.endedAtMs,
      recordingBytes: row.recordingBytes,
    })),
    next: page.length < limit ? null : (page[page.length - 1]?.cursor ?? null),
  })
}

/** `find-sessions`: those that are not stored here. LSIDs before 10.6 repeat across appliances, so the key counts too. */
export function findSessions(
  ctx: Context,
  request: PendingRequest<'find-sessions'>,
  input: InputOf<'find-sessions'>,
): void {
  const missing = input.sessions.filter(
    ({ lsid, externalKey }) =>
      !ctx.store.sessions.byLsid(lsid).some((row) => row.externalKey === externalKey),
  )
  ctx.accept(request, { missing })
}
