import { limits, refusal, type ServerMessage, unreachable } from '@understudy/shared'
import type { Context } from '../context.ts'
import { assignSessions } from '../sessions/assign.ts'
import { issuesOffered } from '../sessions/issues.ts'
import { isLoggedIn, noteActivity } from './activity.ts'
import type { Hello } from './admission.ts'
import { admissionOf } from './admit.ts'
import { noteDeferral } from './deferrals.ts'
import { admitToDesk, type ClientConnection, deskOf, namedConnection } from './desk.ts'
import { dropClient } from './disconnect.ts'
import { refusalToServe } from './serving.ts'

/** A client's first message: it is let in, updated, told to come later, or refused; the latter two end the connection. */
export function onHello(ctx: Context, connection: string, hello: Hello): void {
  const desk = deskOf(ctx)
  const why = refusalToServe(ctx)
  if (why !== null) {
    turnAway(ctx, connection, { type: 'refused', code: why.code, message: why.message }, why.code)
    return
  }
  if (desk.connections.has(connection)) {
    const { code, message } = refusal('protocol-error', {
      expected: 'one hello',
      found: 'another one',
    })
    ctx.emit({ kind: 'send-client', connection, message: { type: 'refused', code, message } })
    return
  }
  if (desk.connections.size >= limits.connectionsMax) {
    const { code, message } = refusal('too-many', {
      what: 'connections',
      found: desk.connections.size + 1,
      expected: limits.connectionsMax,
    })
    turnAway(ctx, connection, { type: 'refused', code, message }, code)
    return
  }
  answerHello(ctx, connection, hello)
}

function answerHello(ctx: Context, connection: string, hello: Hello): void {
  const admission = admissionOf(ctx, hello)
  const { site } = ctx.state.software
  switch (admission.kind) {
    case 'welcome':
      letIn(ctx, connection, hello, false)
      send(ctx, connection, {
        ...{ type: 'welcome', appliance: ctx.name, siteVersion: site },
        ...(hello.kind === 'customer' ? issuesOffered(ctx) : {}),
      })
      if (hello.kind === 'console') assignSessions(ctx)
      return
    case 'upgrade': {
      letIn(ctx, connection, hello, true)
      const { packageBytes: sizeBytes } = ctx.site
      send(ctx, connection, { type: 'upgrade', version: site, sizeBytes })
      return
    }
    case 'come-back': {
      const { afterMs, reason } = admission
      noteDeferral(ctx, reason)
      turnAway(ctx, connection, { type: 'come-back', afterMs, reason }, reason)
      return
    }
    case 'refused': {
      const { code, message } = admission.why
      turnAway(ctx, connection, { type: 'refused', code, message }, code)
      return
    }
    default:
      unreachable(admission)
  }
}

/** A second login under one name, as after a connection that broke unnoticed, ends the first. */
function letIn(ctx: Context, connection: string, hello: Hello, upgrading: boolean): void {
  const { kind, name, version } = hello
  const earlier = namedConnection(deskOf(ctx), kind, name)
  if (earlier !== undefined) dropClient(ctx, earlier, `${name} has connected anew`)
  const entered: ClientConnection = {
    id: connection,
    kind,
    name,
    version,
    upgrading,
    sinceMs: ctx.nowMs,
    lsid: null,
  }
  if (isLoggedIn(ctx, entered)) noteActivity(ctx, 'in', [name])
  admitToDesk(deskOf(ctx), entered, kind === 'console' && version === ctx.state.software.site)
}

function turnAway(ctx: Context, connection: string, message: ServerMessage, reason: string): void {
  send(ctx, connection, message)
  ctx.emit({ kind: 'close-client', connection, reason })
}

const send = (ctx: Context, connection: string, message: ServerMessage): void =>
  ctx.emit({ kind: 'send-client', connection, message })
