import type { Context } from '../context.ts'
import { goOn, noteDeparture } from '../sessions/conference.ts'
import { cutSession } from '../sessions/end.ts'
import { isLoggedIn, noteActivity } from './activity.ts'
import { type ClientConnection, clearDesk, deskOf, removeFromDesk } from './desk.ts'
import { clientsSlice } from './slice.ts'
import { clearUpgrades, noteBrokenUpgrade } from './upgrade-slots.ts'

/** Ends every session and connection, for an update, a swap or a change of role (UPD-06, FO-10). */
export function disconnectClients(ctx: Context, reason: string): void {
  const desk = deskOf(ctx)
  for (const session of [...desk.active.values()]) cutSession(ctx, session, reason)
  clearUpgrades(clientsSlice.of(ctx).upgrades)
  if (desk.connections.size === 0) return
  const users = desk.counts.console + desk.counts.customer
  const consoles = [...desk.connections.values()].filter((client) => isLoggedIn(ctx, client))
  if (consoles.length > 0)
    noteActivity(
      ctx,
      'out',
      consoles.map(({ name }) => name),
    )
  for (const connection of desk.connections.keys()) sayGoodbye(ctx, connection, reason)
  clearDesk(desk)
  ctx.record({ name: 'users-disconnected', count: users, reason })
}

/** Ends one connection, and its session. */
export function dropClient(ctx: Context, client: ClientConnection, reason: string): void {
  sayGoodbye(ctx, client.id, reason)
  forgetClient(ctx, client, reason)
}

/** The client is gone: its session, if any, ends without it, unless other representatives are in it. */
export function forgetClient(ctx: Context, client: ClientConnection, reason: string): void {
  removeFromDesk(deskOf(ctx), client)
  if (isLoggedIn(ctx, client)) noteActivity(ctx, 'out', [client.name])
  if (client.upgrading) noteBrokenUpgrade(clientsSlice.of(ctx).upgrades, client.name, ctx.nowMs)
  const session = client.lsid === null ? undefined : deskOf(ctx).active.get(client.lsid)
  if (session === undefined) return
  if (client.kind === 'console' && goOn(ctx, session, client)) noteDeparture(ctx, session, client)
  else cutSession(ctx, session, reason)
}

function sayGoodbye(ctx: Context, connection: string, reason: string): void {
  ctx.emit({ kind: 'send-client', connection, message: { type: 'closing', reason } })
  ctx.emit({ kind: 'close-client', connection, reason })
}
