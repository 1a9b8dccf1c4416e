import { type PortalAnswer, type Refusal, refusal } from '@understudy/shared'
import type { Context } from '../context.ts'
import { isSuspended } from '../failover/suspended.ts'
import { isSwapping } from '../relationship/under-way.ts'

/** Why clients are refused now (FO-06, FO-10, UPD-06); null = they are served. */
export function refusalToServe(ctx: Context): Refusal | null {
  const { state, name } = ctx
  if (state.installation !== null)
    return refusal('in-maintenance', { appliance: name, package: state.installation.package })
  if (isSwapping(ctx)) return refusal('swap-under-way', { appliance: name })
  if (isSuspended(ctx)) return refusal('role-in-doubt', { appliance: name })
  if (state.role === 'backup') return refusal('backup-does-not-serve', { appliance: name })
  return null
}

/** What `GET /` says: the portal, the maintenance page, or that this is the backup. */
export function portalOf(ctx: Context): PortalAnswer {
  const { state } = ctx
  const answer = (status: 200 | 503, kind: PortalAnswer['state']): PortalAnswer => ({
    status,
    state: kind,
    appliance: ctx.name,
    siteVersion: state.software.site,
  })
  if (state.installation !== null) return answer(503, 'maintenance')
  if (isSwapping(ctx)) return answer(503, 'swapping')
  if (isSuspended(ctx)) return answer(503, 'checking')
  if (state.role === 'backup') return answer(503, 'backup')
  return answer(200, 'serving')
}
