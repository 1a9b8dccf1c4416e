import { refusal } from '@understudy/shared'
import type { Context } from '../context.ts'
import { otherPackage, peerLinkOf, peerPackageDiffers } from '../link/peer-link.ts'
import type { PendingRequest } from '../pending-request.ts'
import { isInConflict } from '../relationship/conflict.ts'
import { requestSync } from './request-sync.ts'
import { syncUnderWay } from './under-way.ts'

/** `sync-now` on either appliance: data always flow from primary to backup, the backup pulls (FO-07). */
export function syncNow(ctx: Context, request: PendingRequest<'sync-now'>): void {
  const { state, name } = ctx
  if (peerLinkOf(ctx) === null) {
    ctx.refuse(
      request,
      refusal('link-down', { appliance: name, found: 'the peer cannot be reached' }),
    )
    return
  }
  if (peerPackageDiffers(ctx)) {
    ctx.refuse(request, otherPackage(ctx))
    return
  }
  if (isInConflict(ctx)) {
    ctx.refuse(request, refusal('role-conflict', { appliance: name, role: state.role }))
    return
  }
  if (syncUnderWay(ctx) !== null) {
    ctx.refuse(request, refusal('sync-under-way', { appliance: name }))
    return
  }
  requestSync(ctx, 'operator')
  ctx.accept(request, { started: true })
}
