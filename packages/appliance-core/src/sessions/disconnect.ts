import type { Context } from '../context.ts'
import { cutSession } from './end.ts'

/** Ends every session and connection: an update, a swap or a change of role (UPD-06, FO-10). */
export function disconnectClients(ctx: Context, reason: string): void {
  const { desk } = ctx
  for (const session of [...desk.active.values()]) cutSession(ctx, session, reason)
  if (desk.connections.size === 0) return
  const users = [...desk.connections.values()].filter((c) => c.kind !== 'probe').length
  for (const connection of desk.connections.keys()) {
    ctx.emit({ kind: 'send-client', connection, message: { type: 'closing', reason } })
    ctx.emit({ kind: 'close-client', connection, reason })
  }
  desk.connections.clear()
  desk.waiting.clear()
  ctx.record({ name: 'users-disconnected', count: users, reason })
}
