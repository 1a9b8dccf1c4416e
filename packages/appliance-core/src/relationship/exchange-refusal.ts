import { type Refusal, refusal } from '@understudy/shared'
import type { Context } from '../context.ts'
import { otherPackage, peerPackageDiffers, peerVectorOf } from '../link/peer-link.ts'
import { unmergeableIn } from './discard.ts'

/**
 * Why roles cannot be exchanged with this peer; null = they can. While its package is another one nothing
 * is synced: the exchange needs `force`, and the refusal says what the next sync would overwrite (FO-05).
 */
export function refusalToExchange(
  ctx: Context,
  syncFirst: boolean,
  force: boolean,
): Refusal | null {
  if (!peerPackageDiffers(ctx)) return null
  const { name: appliance, state } = ctx
  if (syncFirst) return otherPackage(ctx)
  if (force) return null
  const [ours, theirs] = [ctx.store.logs.heads(), peerVectorOf(ctx)]
  const records =
    state.role === 'primary' ? unmergeableIn(ours, theirs) : unmergeableIn(theirs, ours)
  const peer = state.relationship?.peerName ?? ''
  return refusal('exchange-needs-force', { appliance, peer, records })
}
