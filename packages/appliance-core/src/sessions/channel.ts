import {
  type ClientMessage,
  limits,
  type RefusalCode,
  type RefusalDetails,
  refusal,
  unreachable,
} from '@understudy/shared'
import type { Context } from '../context.ts'
import { assignSessions } from './assign.ts'
import type { ActiveSession, Connection } from './desk.ts'
import { completeSession, cutSession } from './end.ts'
import { refusalToServe } from './serving.ts'

/** A message of a client (CLI-07). What is wrong with it is answered; the connection stays. */
export function onClientMessage(ctx: Context, connection: string, message: ClientMessage): void {
  if (message.type === 'hello') {
    onHello(ctx, connection, message)
    return
  }
  const client = ctx.desk.connections.get(connection)
  if (client === undefined) {
    refuseClient(ctx, connection, 'login-required')
    return
  }
  switch (message.type) {
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
  const client = ctx.desk.connections.get(connection)
  if (client === undefined) return
  ctx.desk.connections.delete(connection)
  ctx.desk.waiting.delete(connection)
  const session = client.lsid === null ? undefined : ctx.desk.active.get(client.lsid)
  if (session !== undefined) cutSession(ctx, session, `the ${client.kind} was disconnected`)
  assignSessions(ctx)
}

function onHello(
  ctx: Context,
  connection: string,
  hello: Extract<ClientMessage, { type: 'hello' }>,
): void {
  const why = refusalToServe(ctx)
  if (why !== null || ctx.desk.connections.size >= limits.connectionsMax) {
    const { code, message } =
      why ??
      refusal('too-large', {
        found: ctx.desk.connections.size + 1,
        expected: limits.connectionsMax,
      })
    ctx.emit({ kind: 'send-client', connection, message: { type: 'refused', code, message } })
    ctx.emit({ kind: 'close-client', connection, reason: code })
    return
  }
  const { kind, name, version } = hello
  ctx.desk.connections.set(connection, { id: connection, kind, name, version, lsid: null })
  ctx.emit({
    kind: 'send-client',
    connection,
    message: { type: 'welcome', appliance: ctx.name, siteVersion: ctx.state.software.site },
  })
  assignSessions(ctx)
}

function requestSession(
  ctx: Context,
  client: Connection,
  message: Extract<ClientMessage, { type: 'request-session' }>,
): void {
  if (client.kind !== 'customer' || client.lsid !== null || ctx.desk.waiting.has(client.id)) {
    refuseClient(ctx, client.id, 'protocol-error', {
      expected: 'one session request of a customer',
      found: `another one of a ${client.kind}`,
    })
    return
  }
  if (ctx.desk.waiting.size >= limits.waitingSessionsMax) {
    refuseClient(ctx, client.id, 'too-large', {
      found: ctx.desk.waiting.size + 1,
      expected: limits.waitingSessionsMax,
    })
    return
  }
  const { externalKey, customer, issue } = message
  ctx.desk.waiting.set(client.id, { connection: client.id, externalKey, customer, issue })
  assignSessions(ctx)
  if (ctx.desk.waiting.has(client.id))
    ctx.emit({
      kind: 'send-client',
      connection: client.id,
      message: { type: 'session-waiting', externalKey },
    })
}

function onSessionMessage(
  ctx: Context,
  client: Connection,
  message: Extract<ClientMessage, { lsid: string }>,
): void {
  const session = ctx.desk.active.get(message.lsid)
  if (session === undefined || client.lsid !== session.lsid) {
    refuseClient(ctx, client.id, 'no-such-session', { found: message.lsid })
    return
  }
  switch (message.type) {
    case 'session-event':
      addEvent(ctx, client, session, message)
      return
    case 'recording':
      session.recording = message.blob
      ctx.emit({
        kind: 'send-client',
        connection: client.id,
        message: { type: 'recording-stored', lsid: session.lsid },
      })
      return
    case 'end-session':
      completeSession(ctx, session)
      assignSessions(ctx)
      return
    default:
      unreachable(message)
  }
}

function addEvent(
  ctx: Context,
  client: Connection,
  session: ActiveSession,
  message: Extract<ClientMessage, { type: 'session-event' }>,
): void {
  const bytes = session.eventBytes + message.event.length + message.body.length + 32
  if (bytes > limits.sessionBytesMax || session.events.length >= limits.sessionEventsMax) {
    refuseClient(ctx, client.id, 'too-large', { found: bytes, expected: limits.sessionBytesMax })
    return
  }
  session.eventBytes = bytes
  session.events.push([ctx.nowMs, message.event, message.body])
}

function refuseClient(
  ctx: Context,
  connection: string,
  code: RefusalCode,
  details: RefusalDetails = {},
): void {
  const why = refusal(code, details)
  ctx.emit({
    kind: 'send-client',
    connection,
    message: { type: 'refused', code, message: why.message },
  })
}
