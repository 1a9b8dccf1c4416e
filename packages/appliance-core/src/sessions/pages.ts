import {
  decodeSessionRecord,
  type LogHead,
  type ReportedSession,
  type SessionBegun,
  type SessionPages,
  type SessionQuestion,
} from '@understudy/shared'
import { HistoryDiscarded } from '../backup/pieces.ts'
import { type ActiveSession, deskOf } from '../clients/desk.ts'
import type { Context } from '../context.ts'
import type { SessionRow, Store } from '../ports/store.ts'

/** So many are looked at at once: a millisecond or two, in which nothing else is done. */
const pageRows = 128

/**
 * The sessions that are meant, log by log, those in progress last. Sessions never change and logs only grow, so the heads of
 * now are all that it takes for the pages to be of one moment; where a log has been cut back they throw
 * {@link HistoryDiscarded}.
 */
export function sessionPages(ctx: Context, question: SessionQuestion): SessionPages {
  const { store } = ctx
  const open = openOnes(ctx, question)
  if (question.by === 'lsid') return [[...byLsids(store, question.lsids), ...open]]
  const heads = store.logs.heads()
  return { [Symbol.iterator]: () => pagesOf(store, heads, question, open) }
}

function* pagesOf(
  store: Store,
  heads: readonly LogHead[],
  { by, fromMs, toMs }: Extract<SessionQuestion, { by: 'start' | 'end' }>,
  open: readonly ReportedSession[],
): Generator<readonly ReportedSession[]> {
  for (const { origin, legacy, lastSeq } of heads)
    for (let afterSeq = 0; afterSeq < lastSeq; afterSeq += pageRows) {
      if (headOf(store, origin, legacy) < lastSeq)
        throw new HistoryDiscarded(`sessions of ${origin} were discarded meanwhile`)
      const toSeq = Math.min(lastSeq, afterSeq + pageRows)
      const span = { afterSeq, toSeq }
      yield recordsIn(store.sessions.within(origin, legacy, span, { by, fromMs, toMs }))
    }
  yield open
}

const headOf = (store: Store, origin: string, legacy: boolean): number =>
  store.logs.heads().find((head) => head.origin === origin && head.legacy === legacy)?.lastSeq ?? 0

const byLsids = (store: Store, lsids: readonly string[]): readonly ReportedSession[] =>
  lsids.flatMap((lsid) => recordsIn(store.sessions.byLsid(lsid)))

/** What a peer has sent and is no record is nobody's session. */
const recordsIn = (rows: readonly SessionRow[]): readonly ReportedSession[] =>
  rows.flatMap((row) => {
    const record = decodeSessionRecord(row)
    return record === undefined ? [] : [{ ...record, open: false as const }]
  })

/** Sessions in progress that are meant: whoever asks for ended ones means none of them. */
function openOnes(ctx: Context, question: SessionQuestion): readonly ReportedSession[] {
  if (question.by === 'end') return []
  return [...deskOf(ctx).active.values()]
    .filter(({ lsid, startedAtMs }) =>
      question.by === 'lsid'
        ? question.lsids.includes(lsid)
        : startedAtMs >= question.fromMs && startedAtMs < question.toMs,
    )
    .map((session) => ({
      ...begunOf(session),
      events: [...session.events],
      ...(session.parts === undefined
        ? {}
        : {
            representatives: session.parts.map((part) => ({
              ...part,
              leftAtMs: part.leftAtMs ?? ctx.nowMs,
            })),
          }),
      open: true as const,
    }))
}

function begunOf(session: ActiveSession): SessionBegun {
  const { lsid, lseq, externalKey, customer, representative, issue, startedAtMs } = session
  const { team, attributes } = session
  return {
    ...{ lsid, lseq, externalKey, customer, representative, issue, startedAtMs },
    ...(team === undefined ? {} : { team }),
    ...(attributes === undefined ? {} : { attributes }),
  }
}
