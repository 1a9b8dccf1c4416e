import type { Context } from '../context.ts'
import { scheduleRedial } from './dial.ts'
import { linkSlice } from './slice.ts'

/** Closes a link from this side; the carrier reports nothing more of it. */
export function closeLink(ctx: Context, id: string, reason: string): void {
  ctx.emit({ kind: 'close-link', link: id, reason })
  onLinkDown(ctx, id, reason)
}

/** The link to the peer, and the one that is being dialed: what was said on it of this appliance holds no longer. */
export function closePeerLinks(ctx: Context, reason: string): void {
  const { peerLink, dialing } = linkSlice.of(ctx)
  for (const id of [peerLink, dialing]) if (id !== null) closeLink(ctx, id, reason)
}

/** A link is down, whoever closed it. If it was the relationship's, it is dialed again. */
export function onLinkDown(ctx: Context, id: string, reason: string): void {
  const { state } = ctx
  const slice = linkSlice.of(ctx)
  slice.links.delete(id)
  if (slice.dialing === id) slice.dialing = null
  if (slice.peerLink !== id) return
  slice.peerLink = null
  ctx.clearTimer('probe')
  if (state.relationship !== null)
    ctx.record({ name: 'link-down', peer: state.relationship.peerName, reason })
  ctx.signal({ kind: 'link-lost', reason })
  scheduleRedial(ctx)
}
