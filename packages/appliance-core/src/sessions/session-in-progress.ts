import { refusal } from '@understudy/shared'
import { type ActiveSession, deskOf } from '../clients/desk.ts'
import type { Context } from '../context.ts'
import type { RefusableRequest } from '../pending-request.ts'

/** The session that is asked for; undefined = none of that name is in progress here, and the request has been refused. */
export function sessionInProgress(
  ctx: Context,
  request: RefusableRequest,
  lsid: string,
): ActiveSession | undefined {
  const session = deskOf(ctx).active.get(lsid)
  if (session === undefined) ctx.refuse(request, refusal('no-such-session', { found: lsid }))
  return session
}
