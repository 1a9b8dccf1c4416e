import { limits, removeFromDigest, type VersionVector } from '@understudy/shared'
import type { Context } from '../context.ts'
import { digestTextsOf, headIn } from '../log/vector.ts'

/**
 * Sessions recorded before 10.6 do not merge: what this backup recorded by itself since the last sync
 * is replaced by the primary's data (SYN-04). Its legacy logs are cut back to what the primary holds;
 * what is removed is recorded by LSID.
 */
export function discardUnmergeable(ctx: Context, primary: VersionVector): void {
  const lsids: string[] = []
  let count = 0
  for (const head of ctx.store.logs.heads()) {
    const keep = headIn(primary, head.origin, head.legacy)?.lastSeq ?? 0
    if (!ctx.decisions.isReplacedByPrimary(head) || head.lastSeq <= keep) continue
    let { digest, bytes } = head
    for (;;) {
      const removed = ctx.store.sessions.removeAfter(head.origin, head.legacy, keep, 1_000)
      if (removed.length === 0) break
      for (const row of removed) {
        digest = removeFromDigest(digest, ...digestTextsOf(row))
        bytes -= row.body.length + row.recordingBytes
        count += 1
        if (lsids.length < limits.listedLsidsMax) lsids.push(row.lsid)
      }
    }
    ctx.store.logs.putHead({ ...head, lastSeq: keep, bytes, digest })
  }
  if (ctx.decisions.isDiscardTold(count))
    ctx.record({
      name: 'sessions-discarded',
      count,
      lsids: lsids.sort((a, b) => Number(a) - Number(b)),
    })
}
