import {
  type LinkMessageNamed,
  type Refusal,
  refusal,
  timeouts,
  type VersionVector,
} from '@understudy/shared'
import type { Context } from '../context.ts'
import { adoptLink } from '../link/adopt.ts'
import { closeLink } from '../link/close.ts'
import { nextLink } from '../link/dial.ts'
import { type LinkState, useForEstablishing } from '../link/peer-link.ts'
import { announceOverwrite, whatWouldBeDiscarded } from './discard.ts'
import type { Responding } from './establishing.ts'
import { identityOf, refusalForPeer } from './identity.ts'
import { becomeBackup } from './roles.ts'
import { relationshipSlice } from './slice.ts'

/** On the backup-to-be: the primary-to-be asks; we validate and connect back (FO-03). */
export function onEstablishRequest(
  ctx: Context,
  link: LinkState,
  message: LinkMessageNamed<'establish-request'>,
): void {
  const why = refusalOfRequest(ctx, message)
  if (why !== null) {
    refuseEstablishing(ctx, link.id, why)
    return
  }
  useForEstablishing(link)
  const backLink = nextLink(ctx)
  relationshipSlice.of(ctx).establishing = {
    side: 'responder',
    relationship: message.relationship,
    link: link.id,
    backLink,
    peer: message,
    reverseHost: message.reverseHost,
    reversePort: message.reversePort,
  }
  ctx.setTimer('establish', timeouts.establishMs)
  ctx.emit({ kind: 'dial', link: backLink, host: message.reverseHost, port: message.reversePort })
}

/** The reverse link is up. */
export function comeBack(ctx: Context, attempt: Responding, link: LinkState): void {
  useForEstablishing(link)
  ctx.send(link.id, {
    type: 'establish-back',
    ...identityOf(ctx),
    relationship: attempt.relationship,
  })
}

/** The reverse address leads here, but this appliance did not ask. */
export function onStrayEstablishBack(
  ctx: Context,
  link: LinkState,
  peer: LinkMessageNamed<'establish-back'>,
): void {
  refuseEstablishing(
    ctx,
    link.id,
    refusal('not-own-address', {
      field: 'Reverse Connection host name',
      found: ctx.name,
      expected: `the appliance that asked ${peer.name}`,
    }),
  )
}

/** The primary has stored its role: we store ours. The reverse link becomes the relationship's. */
export function onEstablished(
  ctx: Context,
  attempt: Responding,
  link: LinkState,
  message: LinkMessageNamed<'established'>,
): void {
  if (message.relationship !== attempt.relationship || message.epoch <= ctx.state.epoch) {
    failResponding(
      ctx,
      attempt,
      refusal('stale-epoch', { found: message.epoch, expected: ctx.state.epoch }),
    )
    return
  }
  // Sessions may have ended here since the peer asked.
  const why = refusalToDiscard(ctx, attempt.peer, message.vector)
  if (why !== null) {
    failResponding(ctx, attempt, why)
    return
  }
  announceOverwrite(ctx, attempt.peer.name, message.vector, 'establishing')
  relationshipSlice.of(ctx).establishing = null
  ctx.clearTimer('establish')
  const { peer, reverseHost, reversePort, relationship } = attempt
  becomeBackup(
    ctx,
    message.epoch,
    {
      id: relationship,
      peerGuid: peer.guid,
      peerName: peer.name,
      peerHost: reverseHost,
      peerPort: reversePort,
    },
    'establishing',
  )
  ctx.record({
    name: 'relationship-established',
    relationship,
    peer: peer.guid,
    role: 'backup',
    epoch: message.epoch,
  })
  ctx.send(link.id, { type: 'established-ack', relationship, vector: [...ctx.store.logs.heads()] })
  adoptLink(ctx, link, { ...peer, role: 'primary', epoch: message.epoch }, message.vector)
  ctx.setTimer('first-sync', timeouts.firstSyncMs)
}

/** Gives up: nothing is left behind here, and the other side is told what we saw (FO-03). */
export function failResponding(ctx: Context, attempt: Responding, why: Refusal): void {
  relationshipSlice.of(ctx).establishing = null
  ctx.clearTimer('establish')
  closeLink(ctx, attempt.backLink, why.message)
  refuseEstablishing(ctx, attempt.link, why)
}

function refuseEstablishing(ctx: Context, link: string, why: Refusal): void {
  ctx.record({ name: 'relationship-refused', code: why.code, message: why.message })
  ctx.send(link, {
    type: 'establish-refused',
    code: why.code,
    message: why.message,
    details: { ...why.details },
  })
  closeLink(ctx, link, why.message)
}

function refusalOfRequest(
  ctx: Context,
  message: LinkMessageNamed<'establish-request'>,
): Refusal | null {
  const { state, name, config } = ctx
  if (message.guid === config.guid)
    return refusal('own-address', { field: 'New Backup Site host name', found: name })
  if (state.installation !== null)
    return refusal('peer-busy', {
      peer: name,
      found: `it is installing ${state.installation.package}`,
    })
  if (state.role !== 'none') return refusal('peer-in-relationship', { peer: name })
  if (relationshipSlice.of(ctx).establishing !== null)
    return refusal('peer-busy', { peer: name, found: 'it is establishing another one' })
  const mismatch = refusalForPeer(ctx, message)
  if (mismatch !== null) return mismatch
  return refusalToDiscard(ctx, message, message.vector)
}

/**
 * Records that we hold and the primary-to-be would not take over are newer data of our own (FO-03): only as many as
 * were announced may go, or with `force` all.
 */
function refusalToDiscard(
  ctx: Context,
  { force, discardMax }: Pick<LinkMessageNamed<'establish-request'>, 'force' | 'discardMax'>,
  primary: VersionVector,
): Refusal | null {
  if (force) return null
  const { records, recordings, settings } = whatWouldBeDiscarded(ctx, primary)
  if (!ctx.decisions.isMoreThanAnnounced(records, discardMax)) return null
  return refusal('peer-newer-data', {
    peer: ctx.name,
    records,
    recordings,
    settings: settings.length,
    announced: discardMax,
  })
}
