import { encodeSessionBegun, type SessionBegun } from '@understudy/shared'
import { type ClientConnection, deskOf, takeLseq, type WaitingCustomer } from '../clients/desk.ts'
import type { Context } from '../context.ts'
import { tellSessionBegan } from '../outbound/session-events.ts'
import { mintLsid } from './mint.ts'

/** Gives waiting customers, first come first served, to free consoles of the site's own version. */
export function assignSessions(ctx: Context): void {
  for (const waiting of [...deskOf(ctx).waiting.values()]) {
    const [free] = deskOf(ctx).free.values()
    if (free === undefined) return
    beginSession(ctx, waiting, free)
  }
}

function beginSession(ctx: Context, waiting: WaitingCustomer, console: ClientConnection): void {
  const desk = deskOf(ctx)
  const customer = desk.connections.get(waiting.connection)
  desk.waiting.delete(waiting.connection)
  if (customer === undefined) return
  const lsid = mintLsid(ctx)
  const lseq = takeLseq(ctx)
  const { externalKey } = waiting
  console.lsid = lsid
  customer.lsid = lsid
  desk.free.delete(console.id)
  const begun: SessionBegun = {
    lsid,
    lseq,
    externalKey,
    customer: waiting.customer,
    representative: console.name,
    issue: waiting.issue,
    startedAtMs: ctx.nowMs,
  }
  desk.active.set(lsid, {
    lsid,
    lseq,
    externalKey,
    customer: begun.customer,
    representative: begun.representative,
    issue: begun.issue,
    startedAtMs: begun.startedAtMs,
    console: console.id,
    customerConnection: customer.id,
    events: [],
    eventBytes: 0,
    recording: null,
  })
  tellSessionBegan(ctx, begun)
  // On disk, so that after a crash the session is reported as cut and not forgotten (CLI-07).
  ctx.store.activeSessions.put(lsid, encodeSessionBegun(begun))
  for (const connection of [console.id, customer.id])
    ctx.emit({
      kind: 'send-client',
      connection,
      message: { type: 'session-joined', lsid, externalKey, customer: waiting.customer },
    })
}
