import { refusal } from '@understudy/shared'
import type { Context } from '../context.ts'
import type { PendingRequest } from '../pending-request.ts'
import { startSync } from './sync.ts'

/** `sync-now` on either appliance: data always flow from primary to backup, the backup pulls (FO-07). */
export function syncNow(ctx: Context, request: PendingRequest): void {
  const { volatile, state, name } = ctx
  if (volatile.peerLink === null) {
    ctx.refuse(
      request,
      refusal('link-down', { appliance: name, found: 'the peer cannot be reached' }),
    )
    return
  }
  if (volatile.peerPackageDiffers) {
    ctx.refuse(
      request,
      refusal('different-package', {
        found: 'another package or build',
        expected: `Bomgar-${state.software.site}`,
      }),
    )
    return
  }
  if (volatile.sync !== null) {
    ctx.refuse(request, refusal('sync-under-way', { appliance: name }))
    return
  }
  if (state.role === 'backup') startSync(ctx, 'operator')
  else ctx.send(volatile.peerLink, { type: 'sync-request', trigger: 'operator' })
  ctx.accept(request, { started: true })
}
