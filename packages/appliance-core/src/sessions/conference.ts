import { type InputOf, limits, refusal, takingPartMax } from '@understudy/shared'
import { type ActiveSession, type ClientConnection, deskOf, offerConsole } from '../clients/desk.ts'
import type { Context } from '../context.ts'
import { tellConference } from '../outbound/session-events.ts'
import type { PendingRequest } from '../pending-request.ts'
import { assignSessions } from './assign.ts'
import { storeBegun } from './attributes.ts'
import { consoleOf, queueOf, serves } from './queues.ts'
import { sessionInProgress } from './session-in-progress.ts'

/*
 * Representatives come into a session, leave it, and hand it on (API-03). It has exactly one owner, who plays it; guests are
 * there as well, and one of them becomes its owner when the owner goes.
 */

/** `join-session`: a free one becomes a guest. */
export function joinSession(
  ctx: Context,
  request: PendingRequest<'join-session'>,
  { lsid, representative }: InputOf<'join-session'>,
): void {
  const session = sessionInProgress(ctx, request, lsid)
  if (session === undefined) return
  const console = consoleOf(ctx, representative)
  if (console === undefined || console.lsid !== null || isFull(session))
    ctx.refuse(
      request,
      refusal('representative-unavailable', {
        found: representative,
        expected: 'is logged in and in no session',
      }),
    )
  else {
    enter(ctx, session, console, 'guest')
    ctx.accept(request, {})
  }
}

/** `leave-session`: the owner only where somebody stays. */
export function leaveSession(
  ctx: Context,
  request: PendingRequest<'leave-session'>,
  { lsid, representative }: InputOf<'leave-session'>,
): void {
  const session = sessionInProgress(ctx, request, lsid)
  if (session === undefined) return
  const console = consoleOf(ctx, representative)
  if (console?.lsid !== lsid)
    ctx.refuse(
      request,
      refusal('representative-unavailable', { found: representative, expected: 'is in it' }),
    )
  else if (!goOn(ctx, session, console))
    ctx.refuse(request, refusal('only-representative', { found: representative }))
  else {
    letGo(ctx, session, console, 'they left the session')
    assignSessions(ctx)
    ctx.accept(request, {})
  }
}

/** `transfer-session`: whoever of that queue is free, and has been so longest, owns it from now on. */
export function transferSession(
  ctx: Context,
  request: PendingRequest<'transfer-session'>,
  { lsid, queue: name }: InputOf<'transfer-session'>,
): void {
  const session = sessionInProgress(ctx, request, lsid)
  if (session === undefined) return
  const desk = deskOf(ctx)
  const queue = queueOf(ctx, name)
  if ('code' in queue) {
    ctx.refuse(request, queue)
    return
  }
  const next = [...desk.free.values()].find((console) => serves(queue, console.name))
  const before = desk.connections.get(session.console)
  if (next === undefined || before === undefined || isFull(session)) {
    ctx.refuse(request, refusal('nobody-in-queue', { found: name }))
    return
  }
  enter(ctx, session, next, 'owner')
  letGo(ctx, session, before, 'the session was transferred')
  assignSessions(ctx)
  ctx.accept(request, { representative: next.name })
}

/**
 * That console goes, whether or not it wants to: a guest just goes, an owner hands on to the guest who has been there longest.
 * False = nobody stays.
 */
export function goOn(ctx: Context, session: ActiveSession, console: ClientConnection): boolean {
  if (session.guests?.includes(console.id)) return true
  const [heir] = session.guests ?? []
  const next = heir === undefined ? undefined : deskOf(ctx).connections.get(heir)
  if (session.console !== console.id || next === undefined) return false
  own(ctx, session, next)
  return true
}

/** Notes that a console is no longer in the session; it has been told, or is gone. */
export function noteDeparture(
  ctx: Context,
  session: ActiveSession,
  { id, name }: ClientConnection,
): void {
  session.guests = (session.guests ?? []).filter((guest) => guest !== id)
  const part = session.parts?.find((one) => one.name === name && one.leftAtMs === null)
  if (part !== undefined) part.leftAtMs = ctx.nowMs
  session.events.push([ctx.nowMs, 'Conference Member Departed', name])
  tellConference(ctx, session, 'member_departed', name)
}

function enter(
  ctx: Context,
  session: ActiveSession,
  console: ClientConnection,
  part: 'owner' | 'guest',
): void {
  const { representative: name, startedAtMs: joinedAtMs } = session
  session.parts ??= [{ name, joinedAtMs, leftAtMs: null }]
  session.parts.push({ name: console.name, joinedAtMs: ctx.nowMs, leftAtMs: null })
  session.guests = [...(session.guests ?? []), console.id]
  console.lsid = session.lsid
  deskOf(ctx).free.delete(console.id)
  session.events.push([ctx.nowMs, 'Conference Member Added', console.name])
  tellConference(ctx, session, 'member_added', console.name)
  if (part === 'owner') own(ctx, session, console)
  else tell(ctx, session, console, 'guest')
}

/** Whoever owned it is a guest now, until they are let go. */
function own(ctx: Context, session: ActiveSession, console: ClientConnection): void {
  const before = session.console
  session.guests = [...(session.guests ?? []).filter((id) => id !== console.id), before]
  session.console = console.id
  session.representative = console.name
  session.events.push([ctx.nowMs, 'Conference Owner Changed', console.name])
  tellConference(ctx, session, 'owner_changed', console.name)
  storeBegun(ctx, session)
  tell(ctx, session, console, 'owner')
}

function letGo(
  ctx: Context,
  session: ActiveSession,
  console: ClientConnection,
  reason: string,
): void {
  const { lsid, externalKey } = session
  noteDeparture(ctx, session, console)
  console.lsid = null
  offerConsole(deskOf(ctx), console)
  const message = { type: 'session-left', lsid, externalKey, reason } as const
  ctx.emit({ kind: 'send-client', connection: console.id, message })
}

const isFull = ({ parts = [], events }: ActiveSession): boolean =>
  parts.length + 1 >= takingPartMax || events.length + 4 >= limits.sessionEventsMax

function tell(
  ctx: Context,
  { lsid, externalKey, customer }: ActiveSession,
  { id: connection }: ClientConnection,
  part: 'owner' | 'guest',
): void {
  const message = { type: 'session-joined', lsid, externalKey, customer, part } as const
  ctx.emit({ kind: 'send-client', connection, message })
}
