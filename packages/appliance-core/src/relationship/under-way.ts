import type { Context } from '../context.ts'
import type { Establishing } from './establishing.ts'
import { relationshipSlice } from './slice.ts'

/** What the other folders may ask about changes of the relationship that are under way. */

/** The roles are being exchanged (FO-10). */
export const isSwapping = (ctx: Context): boolean => relationshipSlice.of(ctx).swap !== null

/** The attempt to establish a relationship; null = there is none. */
export const attemptUnderWay = (ctx: Context): Establishing | null =>
  relationshipSlice.of(ctx).establishing

/** An operator is breaking the relationship, and the peer's confirmation is expected on this link. */
export const isBreakingOn = (ctx: Context, link: string): boolean =>
  relationshipSlice.of(ctx).breaking?.link === link
