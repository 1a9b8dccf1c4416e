import { type LinkMessageNamed, timeouts } from '@understudy/shared'
import type { Context } from '../context.ts'
import { noteLeaving } from '../failover/leaving.ts'
import { closeLink } from '../link/close.ts'
import { type LinkState, peerLinkOf } from '../link/peer-link.ts'
import type { PendingRequest } from '../pending-request.ts'
import { endRelationship } from './end.ts'
import { relationshipSlice } from './slice.ts'

/**
 * `break-relationship` (FO-09): ends it here at once, and on the peer too if there is a link; else
 * the peer learns it when it next says hello. A witness is told too. Answers whether the peer has confirmed.
 */
export function breakRelationship(
  ctx: Context,
  request: PendingRequest<'break-relationship'>,
): void {
  const link = peerLinkOf(ctx)
  const relationship = ctx.state.relationship?.id ?? ''
  noteLeaving(ctx)
  endRelationship(ctx, 'operator', link !== null)
  if (link === null) {
    ctx.accept(request, { peerTold: false })
    return
  }
  relationshipSlice.of(ctx).breaking = { request, link }
  ctx.send(link, { type: 'break', relationship })
  ctx.setTimer('break', timeouts.peerAnswerMs)
}

/** The peer breaks the relationship. */
export function onBreak(ctx: Context, link: LinkState, message: LinkMessageNamed<'break'>): void {
  if (ctx.state.relationship?.id === message.relationship) endRelationship(ctx, 'peer', true)
  ctx.send(link.id, { type: 'break-ack', relationship: message.relationship })
}

/** Confirmed, or given up: the peer's side of it no longer matters here. */
export function finishBreak(ctx: Context, peerTold: boolean): void {
  const slice = relationshipSlice.of(ctx)
  const { breaking } = slice
  if (breaking === null) return
  slice.breaking = null
  ctx.clearTimer('break')
  closeLink(ctx, breaking.link, 'the relationship was broken')
  ctx.accept(breaking.request, { peerTold })
}
