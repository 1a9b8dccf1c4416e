import { type Refusal, refusal, type VersionVector } from '@understudy/shared'
import type { Context } from '../context.ts'
import { type LinkState, linkSlice } from './slice.ts'

/** What the other folders may ask about the links. */

export type { LinkState } from './slice.ts'

/** The validated link of the relationship; null = the peer cannot be reached. */
export const peerLinkOf = (ctx: Context): string | null => linkSlice.of(ctx).peerLink

/** A link that is up. */
export const findLink = (ctx: Context, id: string): LinkState | undefined =>
  linkSlice.of(ctx).links.get(id)

export const hasLinks = (ctx: Context): boolean => linkSlice.of(ctx).links.size > 0

/**
 * For how long the relationship's link has brought nothing. If the clock was set back, the count starts anew: else a
 * dead link would pass for alive for that much longer.
 */
export function silentForMs(ctx: Context): number {
  const slice = linkSlice.of(ctx)
  slice.lastHeardAtMs = ctx.decisions.heardAt(slice.lastHeardAtMs, ctx.nowMs)
  return ctx.nowMs - slice.lastHeardAtMs
}

/** When the peer last said what it holds; null = never. */
export const lastCheckAtMsOf = (ctx: Context): number | null => linkSlice.of(ctx).lastCheckAtMs

/** What the peer held when it last said so. */
export const peerVectorOf = (ctx: Context): VersionVector => linkSlice.of(ctx).peerVector

/** The peer has just said, in a sync, what it holds. */
export function notePeerVector(ctx: Context, vector: VersionVector): void {
  linkSlice.of(ctx).peerVector = vector
}

/** Whether the peer's package is another one; nothing is synced then (FO-05). */
export const peerPackageDiffers = (ctx: Context): boolean => linkSlice.of(ctx).peerPackageDiffers

/** The refusal of whatever needs both to have the same package (FO-05). */
export const otherPackage = (ctx: Context): Refusal =>
  refusal('different-package', {
    found: 'another package or build',
    expected: `Bomgar-${ctx.state.software.site}`,
  })

/** The link serves an attempt to establish from now on. */
export function useForEstablishing(link: LinkState): void {
  link.stage = 'establishing'
}
