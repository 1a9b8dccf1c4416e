import { type LinkMessageNamed, limits } from '@understudy/shared'
import type { Context } from '../context.ts'
import type { SessionRow } from '../ports/store.ts'
import { headAfter, headOf } from '../sessions/log.ts'
import { aheadOf, headIn, rowOf, tupleOf } from './vector.ts'

/**
 * Answers "I hold this vector; send what is missing" with frames of rows, in log order, up to the
 * asked budget, then pull-end (SYN-05). Reads at most one row more than it sends.
 */
export function answerPull(ctx: Context, link: string, pull: LinkMessageNamed<'pull'>): void {
  let budget = Math.min(pull.budgetBytes, limits.batchBytes)
  const ours = ctx.store.heads()
  let more = false
  let sent = 0
  for (const head of aheadOf(ours, pull.vector)) {
    let at = headIn(pull.vector, head.origin, head.legacy)?.lastSeq ?? 0
    while (budget > 0 && at < head.lastSeq) {
      const rows = ctx.store.sessionsAfter(
        head.origin,
        head.legacy,
        at,
        Math.min(budget, limits.batchFrameBytes),
      )
      const bytes = sizeOf(rows)
      // A single row may be larger than what is left of the budget; alone it goes all the same.
      if (sent > 0 && bytes > budget) {
        budget = 0
        break
      }
      at = rows[rows.length - 1]?.seq ?? head.lastSeq
      budget -= bytes
      sent += bytes
      const { origin, legacy } = head
      ctx.send(link, { type: 'rows', pull: pull.pull, origin, legacy, rows: rows.map(tupleOf) })
    }
    if (at < head.lastSeq) more = true
  }
  ctx.send(link, { type: 'pull-end', pull: pull.pull, more, vector: [...ours] })
}

/**
 * Applies a frame of rows to the log that it continues; the transaction of this step advances rows
 * and head together, so an interruption resumes exactly (DESIGN 6). Answers how many rows were new,
 * or null where the frame does not continue the log.
 */
export function applyRows(ctx: Context, frame: LinkMessageNamed<'rows'>): number | null {
  const head = headOf(ctx.store, frame.origin, frame.legacy)
  const rows = frame.rows.map((tuple) => rowOf(frame.origin, frame.legacy, tuple))
  if (rows.some((row, i) => row.seq !== head.lastSeq + 1 + i)) return null
  if (rows.length === 0) return 0
  ctx.store.appendSessions(rows, false)
  ctx.store.putHead(headAfter(head, rows))
  noteNumbers(ctx, rows)
  return rows.length
}

/** Numbers that this appliance will give must be greater than any seen. */
function noteNumbers(ctx: Context, rows: readonly SessionRow[]): void {
  let lsid = ctx.state.integerLsid
  for (const row of rows) {
    if (row.lseq >= ctx.desk.nextLseq) ctx.desk.nextLseq = row.lseq + 1
    if (row.legacy) lsid = Math.max(lsid, Number(row.lsid))
  }
  if (lsid === ctx.state.integerLsid) return
  ctx.state.integerLsid = lsid
  ctx.durable.save()
}

function sizeOf(rows: readonly SessionRow[]): number {
  let bytes = 0
  for (const row of rows) bytes += row.body.length
  return bytes
}
