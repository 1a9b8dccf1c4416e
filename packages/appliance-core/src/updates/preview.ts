import { eula, type InputOf } from '@understudy/shared'
import { deskOf } from '../clients/desk.ts'
import type { Context } from '../context.ts'
import type { PendingRequest } from '../pending-request.ts'
import { durationMsOf, kindOfName, unknownPackage } from './lines.ts'

/** Clients need this long between two site packages to update themselves (G2, UPD-08). */
const clientUpdateMs = 24 * 3_600_000

/** `preview-update`: the licence agreement, whom it cuts off, how long it takes, what to wait for (UPD-03, UPD-06). */
export function previewUpdate(
  ctx: Context,
  request: PendingRequest<'preview-update'>,
  { package: name }: InputOf<'preview-update'>,
): void {
  const kind = kindOfName(name)
  if (kind === undefined) {
    ctx.refuse(request, unknownPackage(ctx, name))
    return
  }
  const { counts, active } = deskOf(ctx)
  const touches = kind !== 'licences'
  const { siteUpdatedAtMs: updatedAtMs } = ctx.state
  const isTooSoon =
    kind === 'site' && updatedAtMs !== undefined && ctx.nowMs - updatedAtMs < clientUpdateMs
  ctx.accept(request, {
    package: name,
    eula,
    warning: touches
      ? 'Updating the software may disconnect users currently connected to the Appliance.'
      : 'No client is disconnected.',
    users: {
      consoles: touches ? counts.console : 0,
      customers: touches ? counts.customer : 0,
      sessions: touches ? active.size : 0,
    },
    durationMs: durationMsOf(ctx, kind),
    advice: isTooSoon
      ? ['Wait until 24 hours after the last site package: clients update themselves meanwhile.']
      : [],
  })
}
