import { type InputOf, refusal } from '@understudy/shared'
import { deskOf, offerConsole } from '../clients/desk.ts'
import { dropClient } from '../clients/disconnect.ts'
import type { Context } from '../context.ts'
import type { PendingRequest } from '../pending-request.ts'
import { assignSessions } from './assign.ts'
import { consoleOf } from './queues.ts'

/** `set-representative-status`: a session that they have goes on; it lasts until they log out. */
export function setRepresentativeStatus(
  ctx: Context,
  request: PendingRequest<'set-representative-status'>,
  { representative, status }: InputOf<'set-representative-status'>,
): void {
  const console = consoleOf(ctx, representative)
  if (console === undefined) {
    refuseAbsent(ctx, request, representative)
    return
  }
  if (status === 'available') {
    delete console.status
    if (console.lsid === null) offerConsole(deskOf(ctx), console)
    assignSessions(ctx)
  } else {
    console.status = status
    deskOf(ctx).free.delete(console.id)
  }
  ctx.accept(request, {})
}

/** `log-out-representative`. */
export function logOutRepresentative(
  ctx: Context,
  request: PendingRequest<'log-out-representative'>,
  { representative }: InputOf<'log-out-representative'>,
): void {
  const console = consoleOf(ctx, representative)
  if (console === undefined) {
    refuseAbsent(ctx, request, representative)
    return
  }
  dropClient(ctx, console, 'an administrator has logged them out')
  assignSessions(ctx)
  ctx.accept(request, {})
}

const refuseAbsent = (
  ctx: Context,
  request: PendingRequest<'set-representative-status' | 'log-out-representative'>,
  found: string,
): void =>
  ctx.refuse(request, refusal('representative-unavailable', { found, expected: 'is logged in' }))
