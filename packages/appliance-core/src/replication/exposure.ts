import type { ApplianceStatus } from '@understudy/shared'
import type { Context } from '../context.ts'
import { peerVectorOf } from '../link/peer-link.ts'
import { missingFrom } from '../log/vector.ts'

/**
 * What would be lost if the primary vanished now, as far as each knows of the other (SYN-07): on the primary, what
 * its backup lacks; on the backup, what it lacks of what its primary said it holds. Null = standalone.
 */
export function exposureOf(ctx: Context): ApplianceStatus['exposure'] {
  const { role, lastSync } = ctx.state
  if (role === 'none') return null
  const [own, peer] = [ctx.store.logs.heads(), peerVectorOf(ctx)]
  const { records, bytes } = role === 'primary' ? missingFrom(peer, own) : missingFrom(own, peer)
  const { finishedAtMs } = lastSync
  return { records, bytes, sinceSyncMs: finishedAtMs === null ? null : ctx.nowMs - finishedAtMs }
}
