import type { SyncTrigger } from '@understudy/shared'
import type { Context } from '../context.ts'
import type { RunningSync } from './running-sync.ts'
import { replicationSlice } from './slice.ts'

/** What the other folders may ask about syncs, and tell of them. */

/** The sync that this backup leads now; null = none. */
export const syncUnderWay = (ctx: Context): Readonly<RunningSync> | null =>
  replicationSlice.of(ctx).sync

/** When something last came of the sync that this primary serves over that link; null = it serves none. */
export function servedProgressAtMs(ctx: Context, link: string): number | null {
  const { served } = replicationSlice.of(ctx)
  return served?.link === link ? served.progressAtMs : null
}

/** A sync that could not run is due as soon as the link is back. */
export function syncWhenLinked(ctx: Context, trigger: SyncTrigger): void {
  replicationSlice.of(ctx).interruptedSync = trigger
}
