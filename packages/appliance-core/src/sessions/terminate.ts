import type { InputOf } from '@understudy/shared'
import type { Context } from '../context.ts'
import type { PendingRequest } from '../pending-request.ts'
import { assignSessions } from './assign.ts'
import { cutSession } from './end.ts'
import { sessionInProgress } from './session-in-progress.ts'

/** `terminate-session`: those in it are told, and what is known of it is stored. */
export function terminateSession(
  ctx: Context,
  request: PendingRequest<'terminate-session'>,
  { lsid }: InputOf<'terminate-session'>,
): void {
  const session = sessionInProgress(ctx, request, lsid)
  if (session === undefined) return
  cutSession(ctx, session, 'terminated by an administrator')
  // Its representative is free for whoever waits.
  assignSessions(ctx)
  ctx.accept(request, {})
}
