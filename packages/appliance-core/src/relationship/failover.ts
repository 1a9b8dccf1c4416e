import { type Epoch, refusal } from '@understudy/shared'
import type { Context } from '../context.ts'
import type { Relationship } from '../durable.ts'
import { lastCheckAtMsOf } from '../link/peer-link.ts'
import type { PendingRequest } from '../pending-request.ts'
import { exposureOf } from '../replication/exposure.ts'
import { abandonSync } from '../replication/sync.ts'
import { becomePrimary } from './roles.ts'

/**
 * Failover by hand (FO-10): `become-primary` on a backup whose primary cannot be reached is not an exchange.
 * Nobody can tell from here whether the other still serves, so it needs `force`, and what may be lost is
 * said before it happens.
 */
export function takeOver(
  ctx: Context,
  request: PendingRequest<'become-primary'>,
  relationship: Relationship,
  force: boolean,
): void {
  const risk = whatMayBeLost(ctx)
  const { peerName: peer } = relationship
  if (!force) {
    const lastCheck = agoText(risk.sinceCheckMs)
    const lastSync = agoText(risk.sinceSyncMs)
    const { records, bytes } = risk
    const values = { appliance: ctx.name, peer, records, bytes, lastCheck, lastSync }
    ctx.record({ name: 'swap-cancelled', reason: 'the peer cannot be reached' })
    ctx.refuse(request, refusal('failover-needs-force', values))
    return
  }
  ctx.record({ name: 'failover-by-hand', peer, ...risk })
  promoteAlone(ctx, relationship, 'failover by hand')
  const { role, epoch } = ctx.state
  ctx.accept(request, { role, epoch })
}

/** Takes the role without the peer, by a higher epoch, and with it the shared addresses. */
export function promoteAlone(
  ctx: Context,
  relationship: Relationship,
  reason: string,
  epoch: Epoch = epochAlone(ctx, relationship),
): void {
  becomePrimary(ctx, epoch, relationship, reason)
  abandonSync(ctx, 'this appliance took over')
  ctx.clearTimer('first-sync')
}

/** What the primary held and this backup lacks, as far as the primary has said (SYN-07). */
export function whatMayBeLost(ctx: Context): {
  records: number
  bytes: number
  sinceCheckMs: number | null
  sinceSyncMs: number | null
} {
  const checkedAtMs = lastCheckAtMsOf(ctx)
  const exposure = exposureOf(ctx) ?? { records: 0, bytes: 0, sinceSyncMs: null }
  return { ...exposure, sinceCheckMs: checkedAtMs === null ? null : ctx.nowMs - checkedAtMs }
}

const agoText = (ms: number | null): string =>
  ms === null ? 'not known' : `${Math.round(ms / 1_000)} s ago`

/** The next epoch of an appliance that cannot ask its peer. */
export const epochAlone = (ctx: Context, { peerGuid }: Relationship): Epoch =>
  ctx.decisions.epochWithoutPeer(ctx.state.epoch, ctx.config.guid < peerGuid)
