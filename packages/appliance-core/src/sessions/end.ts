import {
  assert,
  decodeSessionBegun,
  encodeSessionRecord,
  type SessionRecord,
} from '@understudy/shared'
import { type ActiveSession, deskOf, offerConsole, partiesOf } from '../clients/desk.ts'
import type { Context } from '../context.ts'
import { appendOwnSession } from '../log/append.ts'
import { tellSessionEnded } from '../outbound/session-events.ts'

/** The session ended as it should: its record is stored, then (after the commit) acknowledged (SYN-06). */
export function completeSession(ctx: Context, session: ActiveSession): void {
  endSession(ctx, session, 'completed', '')
  const { lsid, lseq, externalKey } = session
  const message = { type: 'session-recorded', lsid, lseq, externalKey } as const
  for (const connection of partiesOf(deskOf(ctx), session))
    ctx.emit({ kind: 'send-client', connection, message })
}

/** The session ended abnormally: what is known of it is stored, and those still there are told (CLI-07). */
export function cutSession(ctx: Context, session: ActiveSession, reason: string): void {
  endSession(ctx, session, 'cut', reason)
  const { lsid, externalKey } = session
  const message = { type: 'session-cut', lsid, externalKey, reason } as const
  for (const connection of partiesOf(deskOf(ctx), session))
    ctx.emit({ kind: 'send-client', connection, message })
}

/** After a crash: sessions that were in progress are recorded as cut. */
export function cutOrphanedSessions(ctx: Context): void {
  for (const { lsid, json } of ctx.decisions.sessionsToCut(ctx.store.activeSessions.all())) {
    const begun = decodeSessionBegun(json)
    assert(begun !== undefined, () => `what is stored of session ${lsid} is no session: ${json}`)
    store(ctx, { ...begun, events: [], recording: null }, 'cut', 'the appliance was interrupted')
  }
}

type Outcome = SessionRecord['outcome']
/** An ended session, without when and how it ended. */
type EndedSession = Omit<SessionRecord, 'endedAtMs' | 'outcome' | 'reason'>

function endSession(ctx: Context, session: ActiveSession, outcome: Outcome, reason: string): void {
  deskOf(ctx).active.delete(session.lsid)
  for (const id of partiesOf(deskOf(ctx), session)) {
    const connection = deskOf(ctx).connections.get(id)
    if (connection === undefined) continue
    connection.lsid = null
    if (connection.kind === 'console') offerConsole(deskOf(ctx), connection)
  }
  store(ctx, { ...session, ...tookPart(ctx, session) }, outcome, reason)
}

/** Whoever is still there when it ends has taken part until then. */
const tookPart = (
  ctx: Context,
  { parts }: ActiveSession,
): Pick<SessionRecord, 'representatives'> =>
  parts === undefined
    ? {}
    : { representatives: parts.map((part) => ({ ...part, leftAtMs: part.leftAtMs ?? ctx.nowMs })) }

function store(ctx: Context, session: EndedSession, outcome: Outcome, reason: string): void {
  const { lsid, externalKey, recording } = session
  ctx.store.activeSessions.remove(lsid)
  const record: SessionRecord = {
    lsid,
    lseq: session.lseq,
    externalKey,
    customer: session.customer,
    representative: session.representative,
    issue: session.issue,
    startedAtMs: session.startedAtMs,
    endedAtMs: ctx.nowMs,
    outcome,
    reason,
    events: session.events,
    recording,
    ...optionalOf(session),
  }
  appendOwnSession(ctx, encodeSessionRecord(record))
  tellSessionEnded(ctx, record)
  ctx.record({
    name: 'session-recorded',
    lsid,
    externalKey,
    outcome,
    recordingBytes: recording?.sizeBytes ?? 0,
  })
}

/** What few sessions have: absent, not undefined. */
const optionalOf = ({
  team,
  attributes,
  representatives,
}: EndedSession): Pick<EndedSession, 'team' | 'attributes' | 'representatives'> => ({
  ...(team === undefined ? {} : { team }),
  ...(attributes === undefined ? {} : { attributes }),
  ...(representatives === undefined ? {} : { representatives }),
})
