import {
  assert,
  type EstablishInput,
  type LinkMessageNamed,
  type Refusal,
  refusal,
  timeouts,
} from '@understudy/shared'
import type { Context } from '../context.ts'
import { adoptLink } from '../link/adopt.ts'
import { closeLink } from '../link/close.ts'
import { nextLink } from '../link/dial.ts'
import { type LinkState, useForEstablishing } from '../link/peer-link.ts'
import type { PendingRequest } from '../pending-request.ts'
import type { Initiating } from './establishing.ts'
import { identityOf, refusalToPair } from './identity.ts'
import { isOfTheSite, isOwn } from './own-hosts.ts'
import { becomePrimary, becomeStandalone } from './roles.ts'
import { relationshipSlice } from './slice.ts'

/*
 * Establishing, on the primary-to-be (FO-03):
 *   A dials B                      forward connection, by the key
 *   A  establish-request  -> B     B validates, then dials A's reverse address
 *   A  <- establish-back     B     on that second link; A validates and stores its role
 *   A  established        -> B     B stores its role
 *   A  <- established-ack    B     the second link stays as the relationship's
 * Until A's commit nothing is durable anywhere; if the ack does not come, A takes its role back, and
 * a B that had stored its own learns so at its next hello.
 */

/** `establish-relationship`, on the appliance that is to be primary (FO-01). */
export function establishRelationship(
  ctx: Context,
  request: PendingRequest<'establish-relationship'>,
  input: EstablishInput,
): void {
  const why = refusalToEstablish(ctx, input)
  if (why !== null) {
    ctx.record({ name: 'relationship-refused', code: why.code, message: why.message })
    ctx.refuse(request, why)
    return
  }
  const link = nextLink(ctx)
  relationshipSlice.of(ctx).establishing = {
    side: 'initiator',
    request,
    input,
    relationship: ctx.random.hex(32),
    link,
    backLink: null,
    peer: null,
  }
  ctx.record({ name: 'relationship-establishing', host: input.peerHost, port: input.peerPort })
  ctx.setTimer('establish', timeouts.establishMs)
  ctx.emit({ kind: 'dial', link, host: input.peerHost, port: input.peerPort })
}

/** The forward link is up. */
export function requestEstablishing(ctx: Context, attempt: Initiating, link: LinkState): void {
  useForEstablishing(link)
  const { input, relationship } = attempt
  ctx.send(link.id, {
    type: 'establish-request',
    ...identityOf(ctx),
    relationship,
    reverseHost: input.reverseHost,
    reversePort: input.reversePort,
    vector: [...ctx.store.logs.heads()],
    force: input.force ?? false,
    discardMax: input.discardMax ?? 0,
  })
}

/** The peer has come back on the reverse address: store the role, then tell it. */
export function onEstablishBack(
  ctx: Context,
  attempt: Initiating,
  link: LinkState,
  peer: LinkMessageNamed<'establish-back'>,
): void {
  const why = refusalToPair(ctx, peer)
  if (why !== null) {
    failEstablishing(ctx, attempt, why)
    return
  }
  useForEstablishing(link)
  attempt.backLink = link.id
  attempt.peer = peer
  const epoch = ctx.decisions.epochOfPair(ctx.state.epoch, peer.epoch)
  const { peerHost, peerPort } = attempt.input
  becomePrimary(
    ctx,
    epoch,
    { id: attempt.relationship, peerGuid: peer.guid, peerName: peer.name, peerHost, peerPort },
    'establishing',
  )
  ctx.send(link.id, {
    type: 'established',
    relationship: attempt.relationship,
    vector: [...ctx.store.logs.heads()],
  })
}

/** Both have stored their roles: the reverse link is the relationship's. */
export function onEstablishedAck(
  ctx: Context,
  attempt: Initiating,
  link: LinkState,
  message: LinkMessageNamed<'established-ack'>,
): void {
  const { peer } = attempt
  assert(peer !== null, 'an ack comes after the peer has come back')
  concludeAttempt(ctx, attempt)
  adoptLink(ctx, link, { ...peer, role: 'backup', epoch: message.epoch }, message.vector)
  answerEstablished(ctx, attempt, link.id)
}

/**
 * The peer has said hello for the relationship that is being established here, on another link: it has stored its role, and
 * was interrupted before its acknowledgement came through. Giving up now would leave it the backup of nobody.
 */
export function acknowledgeByHello(ctx: Context, link: string): void {
  const attempt = relationshipSlice.of(ctx).establishing
  if (attempt?.side !== 'initiator' || !ctx.decisions.helloAcknowledges()) return
  concludeAttempt(ctx, attempt)
  answerEstablished(ctx, attempt, link)
}

function concludeAttempt(ctx: Context, { relationship, peer }: Initiating): void {
  relationshipSlice.of(ctx).establishing = null
  ctx.clearTimer('establish')
  const { role, epoch } = ctx.state
  const guid = peer?.guid ?? ''
  ctx.record({ name: 'relationship-established', relationship, peer: guid, role, epoch })
}

/** The other links of the attempt are not needed any more. */
function answerEstablished(ctx: Context, attempt: Initiating, kept: string): void {
  const { relationship } = attempt
  const { role, epoch } = ctx.state
  for (const link of [attempt.link, attempt.backLink])
    if (link !== null && link !== kept) closeLink(ctx, link, 'established')
  ctx.accept(attempt.request, { relationship, role, epoch })
}

/** Gives up: nothing is left behind on this box, and the error says which step failed (FO-03). */
export function failEstablishing(ctx: Context, attempt: Initiating, why: Refusal): void {
  relationshipSlice.of(ctx).establishing = null
  ctx.clearTimer('establish')
  if (ctx.state.role === 'primary') becomeStandalone(ctx, 'the peer did not confirm')
  for (const link of [attempt.link, attempt.backLink])
    if (link !== null) closeLink(ctx, link, why.message)
  ctx.record({ name: 'relationship-refused', code: why.code, message: why.message })
  ctx.refuse(attempt.request, why)
}

function refusalToEstablish(ctx: Context, input: EstablishInput): Refusal | null {
  const { durable, name } = ctx
  if (relationshipSlice.of(ctx).establishing !== null)
    return refusal('establishing-under-way', { appliance: name })
  if (durable.preSharedKey === '') return refusal('no-pre-shared-key', { appliance: name })
  const fields = [
    ['New Backup Site host name', input.peerHost],
    ['Reverse Connection host name', input.reverseHost],
  ] as const
  for (const [field, found] of fields)
    if (isOfTheSite(ctx, found)) return refusal('shared-hostname', { field, found })
  if (isOwn(ctx, input.peerHost))
    return refusal('own-address', { field: fields[0][0], found: input.peerHost })
  return null
}
