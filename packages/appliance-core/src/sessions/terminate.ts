import { type InputOf, refusal } from '@understudy/shared'
import { deskOf } from '../clients/desk.ts'
import type { Context } from '../context.ts'
import type { PendingRequest } from '../pending-request.ts'
import { assignSessions } from './assign.ts'
import { cutSession } from './end.ts'

/** `terminate-session`: those in it are told, and what is known of it is stored. */
export function terminateSession(
  ctx: Context,
  request: PendingRequest<'terminate-session'>,
  { lsid }: InputOf<'terminate-session'>,
): void {
  const session = deskOf(ctx).active.get(lsid)
  if (session === undefined) {
    ctx.refuse(request, refusal('no-such-session', { found: lsid }))
    return
  }
  cutSession(ctx, session, 'terminated by an administrator')
  // Its representative is free for whoever waits.
  assignSessions(ctx)
  ctx.accept(request, {})
}
