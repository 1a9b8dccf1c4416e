import { type LinkMessageNamed, type LogHead, limits } from '@understudy/shared'
import type { Context } from '../context.ts'
import { headAfter, headOf } from '../log/append.ts'
import { aheadOf, headIn, rowOf, tupleOf } from '../log/vector.ts'
import type { SessionRow } from '../ports/store.ts'
import { noteNumbers } from '../sessions/numbers.ts'
import { replicationSlice } from './slice.ts'

/**
 * Answers "I hold this vector; send what is missing" with frames of rows, in log order, up to the budget asked for,
 * then pull-end (SYN-05). A pull without a vector goes on where the last one ended, so that the next rows can be on
 * their way while these are applied. Reads at most one row more than it sends.
 */
export function answerPull(ctx: Context, link: string, pull: LinkMessageNamed<'pull'>): void {
  const slice = replicationSlice.of(ctx)
  const from = pull.vector ?? (slice.answered?.link === link ? slice.answered.heads : null)
  if (from === null) {
    ctx.emit({ kind: 'close-link', link, reason: 'a pull that goes on where none was' })
    return
  }
  const ours = ctx.store.logs.heads()
  const answer = {
    ctx,
    link,
    pull: pull.pull,
    budget: Math.min(pull.budgetBytes, limits.batchBytes),
    sent: 0,
  }
  const answered = ours.map((head) => {
    const at = headIn(from, head.origin, head.legacy)?.lastSeq ?? 0
    return { ...head, lastSeq: Math.max(at, sendRows(answer, head, at)) }
  })
  slice.answered = { link, heads: answered }
  const more = ctx.decisions.isMoreToSend(aheadOf(ours, answered).length)
  ctx.send(link, { type: 'pull-end', pull: pull.pull, more, vector: [...ours] })
}

interface PullAnswer {
  readonly ctx: Context
  readonly link: string
  readonly pull: number
  budget: number
  sent: number
}

/** Sends rows of one log as far as the budget goes, and returns the last sequence number sent. */
function sendRows(answer: PullAnswer, { origin, legacy, lastSeq }: LogHead, after: number): number {
  const { ctx, link, pull } = answer
  let at = after
  while (answer.budget > 0 && at < lastSeq) {
    const rows = ctx.store.sessions.after(
      origin,
      legacy,
      at,
      Math.min(answer.budget, limits.batchFrameBytes),
    )
    const bytes = sizeOf(rows)
    // A single row may be larger than what is left of the budget; as the first it goes all the same.
    if (answer.sent > 0 && bytes > answer.budget) {
      answer.budget = 0
      break
    }
    at = rows[rows.length - 1]?.seq ?? lastSeq
    answer.budget -= bytes
    answer.sent += bytes
    ctx.send(link, { type: 'rows', pull, origin, legacy, rows: rows.map(tupleOf) })
  }
  return at
}

/**
 * Applies a frame of rows to the log that it continues; the transaction of this step advances rows
 * and head together, so an interruption resumes exactly (DESIGN 6). Returns how many rows were new,
 * or null where the frame does not continue the log.
 */
export function applyRows(ctx: Context, frame: LinkMessageNamed<'rows'>): number | null {
  const origin = ctx.decisions.logOfRows(frame.origin, ctx.config.guid)
  const head = headOf(ctx.store, origin, frame.legacy)
  const rows = frame.rows.map((tuple) => rowOf(origin, frame.legacy, tuple))
  if (rows.some((row, i) => row.seq !== head.lastSeq + 1 + i)) return null
  if (rows.length === 0) return 0
  ctx.store.sessions.append(rows, false)
  ctx.store.logs.putHead(headAfter(head, rows))
  noteNumbers(ctx, rows)
  return rows.length
}

function sizeOf(rows: readonly SessionRow[]): number {
  let bytes = 0
  for (const row of rows) bytes += row.body.length
  return bytes
}
