import { type PortalAnswer, type Refusal, refusal, unreachable } from '@understudy/shared'
import type { Context } from '../context.ts'
import type { Decisions } from '../decisions/decisions.ts'
import { isSuspended } from '../failover/suspended.ts'
import { isSwapping } from '../relationship/under-way.ts'

/** Why clients are refused now (FO-06, FO-10, UPD-06); null = they are served. */
export function refusalToServe(ctx: Context): Refusal | null {
  const { state, name: appliance } = ctx
  const closed = closedBy(ctx)
  switch (closed) {
    case 'maintenance':
      return refusal(state.installation?.state === 'broken' ? 'needs-support' : 'in-maintenance', {
        appliance,
        package: state.installation?.package ?? '',
      })
    case 'swapping':
      return refusal('swap-under-way', { appliance })
    case 'checking':
      return refusal('role-in-doubt', { appliance })
    case 'backup':
      return refusal('backup-does-not-serve', { appliance })
    case null:
      return null
    default:
      return unreachable(closed)
  }
}

const closedBy = (ctx: Context): ReturnType<Decisions['closedBy']> =>
  ctx.decisions.closedBy({
    role: ctx.state.role,
    isInstalling: ctx.state.installation !== null,
    isSwapping: isSwapping(ctx),
    isSuspended: isSuspended(ctx),
  })

/** What `GET /` says: the portal, the maintenance page, or that this is the backup. */
export function portalOf(ctx: Context): PortalAnswer {
  const closed = closedBy(ctx)
  return {
    status: closed === null ? 200 : 503,
    state: closed ?? 'serving',
    appliance: ctx.name,
    siteVersion: ctx.state.software.site,
  }
}
