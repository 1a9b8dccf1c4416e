import { refusal } from '@understudy/shared'
import type { Context } from '../context.ts'
import type { PendingRequest } from '../pending-request.ts'
import { abandon, isRunning } from './installation.ts'

/** `stall-installation`, for the lab's owner: from now on it does not go on (UPD-07). */
export function stallInstallation(
  ctx: Context,
  request: PendingRequest<'stall-installation'>,
): void {
  const { installation } = ctx.state
  if (installation === null || !isRunning(installation)) {
    ctx.refuse(request, refusal('no-installation', { appliance: ctx.name }))
    return
  }
  ctx.state.installation = { ...installation, state: 'stalled' }
  ctx.durable.save()
  ctx.clearTimer('installation')
  ctx.record({ name: 'update-stalled', package: installation.package })
  ctx.accept(request, {})
}

/** `repair-appliance`: support brings the box back to the version that it had. */
export function repairAppliance(ctx: Context, request: PendingRequest<'repair-appliance'>): void {
  const { installation } = ctx.state
  if (installation === null || isRunning(installation)) {
    ctx.refuse(request, refusal('repair-not-needed', { appliance: ctx.name }))
    return
  }
  abandon(ctx, "support's repair")
  const { base, site } = ctx.state.software
  ctx.record({ name: 'update-repaired', package: installation.package, base, site })
  ctx.accept(request, { base, site })
}
