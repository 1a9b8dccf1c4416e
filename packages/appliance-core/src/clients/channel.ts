import {
  type ClientMessage,
  limits,
  type RefusalOf,
  refusal,
  unreachable,
} from '@understudy/shared'
import type { Context } from '../context.ts'
import { tellSessionEvent } from '../outbound/session-events.ts'
import { assignSessions } from '../sessions/assign.ts'
import { completeSession } from '../sessions/end.ts'
import { noteStatistics } from './check-in.ts'
import { type ActiveSession, type ClientConnection, deskOf } from './desk.ts'
import { forgetClient } from './disconnect.ts'
import { onHello } from './hello.ts'
import { registryOf } from './registry.ts'
import { termsOfRequest } from './request-terms.ts'

/** A message from a client (CLI-07). A wrong one is answered with a refusal; the connection stays. */
export function onClientMessage(ctx: Context, connection: string, message: ClientMessage): void {
  if (message.type === 'hello') {
    onHello(ctx, connection, message)
    return
  }
  const client = deskOf(ctx).connections.get(connection)
  if (client === undefined || client.upgrading) {
    refuseClient(ctx, connection, 'login-required')
    return
  }
  switch (message.type) {
    case 'refresh':
      answerRefresh(ctx, client)
      return
    case 'statistics':
      onStatistics(ctx, client)
      return
    case 'request-session':
      requestSession(ctx, client, message)
      return
    case 'session-event':
    case 'recording':
    case 'end-session':
      onSessionMessage(ctx, client, message)
      return
    default:
      unreachable(message)
  }
}

/** The client is gone: its session, if any, ends without it. */
export function onClientClosed(ctx: Context, connection: string): void {
  const client = deskOf(ctx).connections.get(connection)
  if (client === undefined) return
  forgetClient(ctx, client, `the ${client.kind} was disconnected`)
  assignSessions(ctx)
}

/** A console asks for its lists again, Jump Clients included (CLI-03). */
function answerRefresh(ctx: Context, { id, kind }: ClientConnection): void {
  if (kind !== 'console') {
    refuseClient(ctx, id, 'protocol-error', { expected: 'a console', found: `a ${kind}` })
    return
  }
  const message = { type: 'refreshed', jumpClients: registryOf(ctx).known.size } as const
  ctx.emit({ kind: 'send-client', connection: id, message })
}

function onStatistics(ctx: Context, { id, kind, name }: ClientConnection): void {
  if (kind !== 'jump-client' && kind !== 'jumpoint') {
    const found = `a ${kind}`
    refuseClient(ctx, id, 'protocol-error', { expected: 'a Jump Client or Jumpoint', found })
    return
  }
  noteStatistics(ctx, name)
  ctx.emit({ kind: 'send-client', connection: id, message: { type: 'checked-in' } })
}

function requestSession(
  ctx: Context,
  client: ClientConnection,
  message: Extract<ClientMessage, { type: 'request-session' }>,
): void {
  // A Jump Client has a session when a representative calls it (CLI-03).
  const mayAsk = client.kind === 'customer' || client.kind === 'jump-client'
  if (!mayAsk || client.lsid !== null || deskOf(ctx).waiting.has(client.id)) {
    refuseClient(ctx, client.id, 'protocol-error', {
      expected: 'one session request of a customer or a called Jump Client',
      found: `another one of a ${client.kind}`,
    })
    return
  }
  if (deskOf(ctx).waiting.size >= limits.waitingSessionsMax) {
    refuseClient(ctx, client.id, 'too-many', {
      what: 'waiting sessions',
      found: deskOf(ctx).waiting.size + 1,
      expected: limits.waitingSessionsMax,
    })
    return
  }
  const asked = termsOfRequest(ctx, message)
  if ('code' in asked) {
    const { code, message: why } = asked
    ctx.emit({
      kind: 'send-client',
      connection: client.id,
      message: { type: 'refused', code, message: why },
    })
    return
  }
  const { externalKey, customer, issue } = message
  const waiting = { connection: client.id, externalKey, customer, issue, ...asked }
  deskOf(ctx).waiting.set(client.id, waiting)
  assignSessions(ctx)
  if (deskOf(ctx).waiting.has(client.id))
    ctx.emit({
      kind: 'send-client',
      connection: client.id,
      message: { type: 'session-waiting', externalKey },
    })
}

function onSessionMessage(
  ctx: Context,
  client: ClientConnection,
  message: Extract<ClientMessage, { lsid: string }>,
): void {
  const session = deskOf(ctx).active.get(message.lsid)
  if (session === undefined || client.lsid !== session.lsid) {
    refuseClient(ctx, client.id, 'no-such-session', { found: message.lsid })
    return
  }
  switch (message.type) {
    case 'session-event':
      if (ctx.site.starter && isOfCommandShell(message.event))
        refuseClient(ctx, client.id, 'no-command-shell-licence')
      else addEvent(ctx, client, session, message)
      return
    case 'recording':
      if (ctx.site.starter) {
        refuseClient(ctx, client.id, 'no-recording-licence')
        return
      }
      session.recording = message.blob
      ctx.emit({
        kind: 'send-client',
        connection: client.id,
        message: { type: 'recording-stored', lsid: session.lsid },
      })
      return
    case 'end-session':
      if (session.guests?.includes(client.id)) {
        const found = 'a representative who has joined it'
        refuseClient(ctx, client.id, 'protocol-error', { expected: 'its owner', found })
        return
      }
      completeSession(ctx, session)
      assignSessions(ctx)
      return
    default:
      unreachable(message)
  }
}

/** "Command Shell Session Started" and the like. */
const isOfCommandShell = (event: string): boolean => event.startsWith('Command Shell')

function addEvent(
  ctx: Context,
  client: ClientConnection,
  session: ActiveSession,
  message: Extract<ClientMessage, { type: 'session-event' }>,
): void {
  const bytes = session.eventBytes + message.event.length + message.body.length + 32
  if (bytes > limits.sessionBytesMax) {
    refuseClient(ctx, client.id, 'too-large', { found: bytes, expected: limits.sessionBytesMax })
    return
  }
  if (session.events.length >= limits.sessionEventsMax) {
    refuseClient(ctx, client.id, 'too-many', {
      what: 'events of a session',
      found: session.events.length + 1,
      expected: limits.sessionEventsMax,
    })
    return
  }
  session.eventBytes = bytes
  session.events.push([ctx.nowMs, message.event, message.body])
  tellSessionEvent(ctx, session, message.event)
}

function refuseClient(ctx: Context, connection: string, ...why: RefusalOf): void {
  const { code, message } = refusal(...why)
  ctx.emit({ kind: 'send-client', connection, message: { type: 'refused', code, message } })
}
