import { refusal } from '@understudy/shared'
import type { Context } from '../context.ts'
import { peerLinkOf, peerPackageDiffers } from '../link/peer-link.ts'
import type { PendingRequest } from '../pending-request.ts'
import { isInConflict } from '../relationship/conflict.ts'
import { startSync } from './sync.ts'
import { syncUnderWay } from './under-way.ts'

/** `sync-now` on either appliance: data always flow from primary to backup, the backup pulls (FO-07). */
export function syncNow(ctx: Context, request: PendingRequest<'sync-now'>): void {
  const { state, name } = ctx
  const link = peerLinkOf(ctx)
  if (link === null) {
    ctx.refuse(
      request,
      refusal('link-down', { appliance: name, found: 'the peer cannot be reached' }),
    )
    return
  }
  if (peerPackageDiffers(ctx)) {
    ctx.refuse(
      request,
      refusal('different-package', {
        found: 'another package or build',
        expected: `Bomgar-${state.software.site}`,
      }),
    )
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
  if (state.role === 'backup') startSync(ctx, 'operator')
  else ctx.send(link, { type: 'sync-request', trigger: 'operator' })
  ctx.accept(request, { started: true })
}
