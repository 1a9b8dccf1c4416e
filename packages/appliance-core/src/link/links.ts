import {
  type LinkIdentity,
  type LinkMessageNamed,
  type Refusal,
  refusal,
  timeouts,
  type VersionVector,
} from '@understudy/shared'
import type { Context, LinkState } from '../context.ts'
import { endRelationship } from '../relationship/end.ts'
import { identityOf, samePackage } from '../relationship/identity.ts'

/*
 * The relationship's link. The backup dials and keeps it; the primary dials only where none has come
 * for a while. Both ends say hello with the relationship's id; a peer that does not know it any more
 * says so, and the relationship is over here too (FO-09).
 */

/** Dials the peer of the relationship, unless that is under way. */
export function dialPeer(ctx: Context): void {
  const { volatile, state } = ctx
  if (state.relationship === null || volatile.dialing !== null || state.installation !== null)
    return
  volatile.dialing = nextLink(ctx)
  const { peerHost, peerPort } = state.relationship
  ctx.emit({ kind: 'dial', link: volatile.dialing, host: peerHost, port: peerPort })
}

export function nextLink(ctx: Context): string {
  ctx.volatile.linkCount += 1
  return `${ctx.name}${ctx.volatile.linkCount}`
}

/** A primary waits longer: dialing is the backup's part. */
export function scheduleRedial(ctx: Context): void {
  if (ctx.state.relationship === null) return
  const delayMs = ctx.state.role === 'backup' ? timeouts.redialMs : 3 * timeouts.redialMs
  ctx.setTimer('redial', delayMs)
}

export function onRedialTimer(ctx: Context): void {
  if (ctx.volatile.peerLink !== null) return
  dialPeer(ctx)
  scheduleRedial(ctx)
}

export function sayHello(ctx: Context, link: string): void {
  const { relationship } = ctx.state
  if (relationship === null) return
  ctx.send(link, {
    type: 'hello',
    ...identityOf(ctx),
    relationship: relationship.id,
    vector: [...ctx.store.heads()],
  })
}

/** A hello from either end. The accepting end answers with its own. */
export function onHello(ctx: Context, link: LinkState, hello: LinkMessageNamed<'hello'>): void {
  const why = refusalOfHello(ctx, hello)
  if (why !== null) {
    ctx.record({ name: 'link-refused', code: why.code, message: why.message })
    ctx.send(link.id, {
      type: 'hello-refused',
      code: why.code,
      message: why.message,
      epoch: ctx.state.epoch,
    })
    closeLink(ctx, link.id, why.message)
    return
  }
  if (link.stage === 'new') sayHello(ctx, link.id)
  adoptLink(ctx, link, hello, hello.vector)
}

/** The peer does not take us: it may have forgotten the relationship, or stand at a higher epoch. */
export function onHelloRefused(
  ctx: Context,
  link: LinkState,
  message: LinkMessageNamed<'hello-refused'>,
): void {
  closeLink(ctx, link.id, message.message)
  if (message.code === 'no-relationship') {
    endRelationship(ctx, 'peer-forgot', true)
    return
  }
  ctx.record({ name: 'alert', code: message.code, message: message.message })
}

export function onLinkDown(ctx: Context, id: string, reason: string): void {
  const { volatile, state } = ctx
  volatile.links.delete(id)
  if (volatile.dialing === id) volatile.dialing = null
  if (volatile.peerLink !== id) return
  volatile.peerLink = null
  ctx.clearTimer('probe')
  if (state.relationship !== null)
    ctx.record({ name: 'link-down', peer: state.relationship.peerName, reason })
  ctx.signal({ kind: 'link-lost', reason })
  scheduleRedial(ctx)
}

/** Closes a link from this side; the carrier tells nothing more of it. */
export function closeLink(ctx: Context, id: string, reason: string): void {
  ctx.emit({ kind: 'close-link', link: id, reason })
  onLinkDown(ctx, id, reason)
}

export function onProbeTimer(ctx: Context): void {
  const { volatile } = ctx
  if (volatile.peerLink === null) return
  if (ctx.nowMs - volatile.lastHeardAtMs >= timeouts.linkSilenceMs) {
    closeLink(ctx, volatile.peerLink, `nothing heard for ${ctx.nowMs - volatile.lastHeardAtMs} ms`)
    return
  }
  const { role, epoch } = ctx.state
  if (role === 'backup')
    ctx.send(volatile.peerLink, { type: 'probe', epoch, role, vector: [...ctx.store.heads()] })
  ctx.setTimer('probe', timeouts.linkProbeMs)
}

export function onProbe(
  ctx: Context,
  link: string,
  message: LinkMessageNamed<'probe' | 'probe-answer'>,
): void {
  ctx.volatile.lastCheckAtMs = ctx.nowMs
  ctx.volatile.peerVector = message.vector
  const { role, epoch } = ctx.state
  if (message.type === 'probe')
    ctx.send(link, { type: 'probe-answer', epoch, role, vector: [...ctx.store.heads()] })
}

/** The link is the relationship's. Of two, {@link isPreferred} says which stays. */
export function adoptLink(
  ctx: Context,
  link: LinkState,
  peer: LinkIdentity,
  peerVector: VersionVector,
): void {
  const { volatile } = ctx
  const old = volatile.peerLink
  if (old !== null && old !== link.id) {
    if (!isPreferred(ctx, link, peer)) {
      closeLink(ctx, link.id, 'another link is up')
      return
    }
    volatile.links.delete(old)
    ctx.emit({ kind: 'close-link', link: old, reason: 'replaced by a newer link' })
    ctx.signal({ kind: 'link-lost', reason: 'replaced by a newer link' })
  }
  link.stage = 'peer'
  if (volatile.dialing === link.id) volatile.dialing = null
  volatile.peerLink = link.id
  volatile.lastHeardAtMs = ctx.nowMs
  volatile.lastCheckAtMs = ctx.nowMs
  volatile.peerVector = peerVector
  volatile.peerPackageDiffers = !samePackage(identityOf(ctx), peer)
  ctx.clearTimer('redial')
  ctx.setTimer('probe', timeouts.linkProbeMs)
  ctx.record({ name: 'link-up', peer: peer.name })
  if (volatile.peerPackageDiffers)
    ctx.record({
      name: 'alert',
      code: 'different-package',
      message: `${peer.name} has Bomgar-${peer.site} on Base ${peer.base}; sync is stopped until both are the same (FO-05).`,
    })
  ctx.signal({ kind: 'link-validated' })
}

/**
 * Both ends must choose the same of two links: the one that the backup dialed; of two backups, as an
 * interrupted swap leaves them, the one that the lower GUID dialed.
 */
function isPreferred(ctx: Context, link: LinkState, peer: LinkIdentity): boolean {
  const { role } = ctx.state
  const weDial = role === peer.role ? ctx.config.guid < peer.guid : role === 'backup'
  return (link.side === 'dialed') === weDial
}

function refusalOfHello(ctx: Context, hello: LinkMessageNamed<'hello'>): Refusal | null {
  const { state, name } = ctx
  if (state.installation !== null)
    return refusal('in-maintenance', { appliance: name, package: state.installation.package })
  const own = identityOf(ctx)
  if (hello.protocol !== own.protocol)
    return refusal('unsupported-protocol', { found: hello.protocol, expected: own.protocol })
  if (state.relationship?.id !== hello.relationship)
    return refusal('no-relationship', { appliance: name })
  // An old primary that comes back must not act as one (FO-14).
  if (hello.role === 'primary' && hello.epoch < state.epoch)
    return refusal('stale-epoch', { found: hello.epoch, expected: state.epoch })
  return null
}
