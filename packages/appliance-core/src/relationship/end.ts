import type { Context } from '../context.ts'
import { forgetPeerRole } from './conflict.ts'
import { becomeStandalone } from './roles.ts'

/** The relationship is over on this side: standalone, able to serve if traffic comes (FO-09). */
export function endRelationship(
  ctx: Context,
  reason: 'operator' | 'peer' | 'peer-forgot',
  peerTold: boolean,
): void {
  const { relationship } = ctx.state
  if (relationship === null) return
  becomeStandalone(
    ctx,
    reason === 'operator' ? 'the relationship was broken' : 'the peer ended the relationship',
  )
  for (const timer of ['redial', 'probe', 'first-sync', 'auto-sync', 'failover', 'lease'] as const)
    ctx.clearTimer(timer)
  forgetPeerRole(ctx)
  ctx.record({ name: 'relationship-broken', relationship: relationship.id, reason, peerTold })
  ctx.signal({ kind: 'relationship-ended' })
}
