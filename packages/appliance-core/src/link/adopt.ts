import type { LinkIdentity, LinkMessageNamed, VersionVector } from '@understudy/shared'
import type { Context } from '../context.ts'
import { notePeerHeard, probeEveryMs } from '../failover/watch.ts'
import { isNewsOfPeer, notePeerRole } from '../relationship/conflict.ts'
import { identityOf, samePackage } from '../relationship/identity.ts'
import { closeLink } from './close.ts'
import { type LinkState, linkSlice } from './slice.ts'
import { settleTroubles, type Trouble } from './troubles.ts'

/** The link becomes the relationship's. Of two, {@link isPreferred} says which stays. */
export function adoptLink(
  ctx: Context,
  link: LinkState,
  peer: LinkIdentity & Pick<LinkMessageNamed<'hello'>, 'settingsChanged'>,
  peerVector: VersionVector,
): void {
  const slice = linkSlice.of(ctx)
  const old = slice.peerLink
  if (old !== null && old !== link.id) {
    if (!isPreferred(ctx, link, peer)) {
      notePeerState(ctx, peer, peerVector)
      closeLink(ctx, link.id, 'another link is up')
      return
    }
    slice.links.delete(old)
    ctx.emit({ kind: 'close-link', link: old, reason: 'replaced by a newer link' })
    ctx.signal({ kind: 'link-lost', reason: 'replaced by a newer link' })
  }
  link.stage = 'peer'
  if (slice.dialing === link.id) slice.dialing = null
  slice.peerLink = link.id
  slice.lastHeardAtMs = ctx.nowMs
  slice.lastCheckAtMs = ctx.nowMs
  slice.peerVector = peerVector
  slice.peerPackageDiffers = !samePackage(identityOf(ctx), peer)
  ctx.clearTimer('redial')
  notePeerHeard(ctx)
  ctx.setTimer('probe', probeEveryMs(ctx))
  ctx.record({ name: 'link-up', peer: peer.name })
  settleTroubles(ctx, slice.peerPackageDiffers ? [differentPackage(peer)] : [])
  notePeerRole(ctx, peer)
  ctx.signal({ kind: 'link-validated' })
}

/**
 * What the peer says of itself holds on whatever link it says it: the one that stays may have lost its other end long ago,
 * and a rival would go unseen until it is given up (FO-13).
 */
function notePeerState(
  ctx: Context,
  peer: LinkIdentity & Pick<LinkMessageNamed<'hello'>, 'settingsChanged'>,
  peerVector: VersionVector,
): void {
  if (!isNewsOfPeer(ctx, peer.epoch)) return
  const slice = linkSlice.of(ctx)
  slice.lastCheckAtMs = ctx.nowMs
  slice.peerVector = peerVector
  notePeerRole(ctx, peer)
}

const differentPackage = (peer: LinkIdentity): Trouble => ({
  name: 'alert',
  code: 'different-package',
  message: `${peer.name} has Bomgar-${peer.site} on Base ${peer.base}; sync is stopped until both are the same (FO-05).`,
})

/**
 * Of two links both ends must keep the same one: the one that the backup dialed; if both have one role, as after an
 * interrupted swap, the one that the lower GUID dialed.
 */
function isPreferred(ctx: Context, link: LinkState, peer: LinkIdentity): boolean {
  const { role } = ctx.state
  const weDial = role === peer.role ? ctx.config.guid < peer.guid : role === 'backup'
  return ctx.decisions.staysUp(link.side === 'dialed', weDial)
}
