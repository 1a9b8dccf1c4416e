import { limits } from '@understudy/shared'
import type { Context } from '../context.ts'
import type { JumpClient } from '../ports/store.ts'
import { findJumpClient, hasChanged, noteChanged, registryOf, takeChanged } from './registry.ts'

/**
 * Check-ins are stored in batches, so that thousands within seconds take only a few commits. They are not
 * acknowledged data: what a crash loses, the client's next check-in brings again.
 */
const storedAfterMs = 2_000
/** At most this many in one transaction, so that nothing else waits long for it. */
const storedAtOnceMax = 2_000
/** A client's check-ins are noted at most this often. */
const notedEveryMs = 60_000

/** How many Jump Clients and Jumpoints a starter licence allows (CLI-06). */
export const starterMax = 25

/** Whether the site has room for one more of them. */
export function hasRoom(ctx: Context): boolean {
  return registryOf(ctx).known.size < (ctx.site.starter ? starterMax : limits.jumpClientsMax)
}

/** A known client sends its statistics. */
export function noteStatistics(ctx: Context, name: string): void {
  const known = findJumpClient(ctx, name)
  if (known !== undefined && ctx.nowMs - known.lastCheckInMs >= notedEveryMs)
    noteJumpClient(ctx, { ...known, lastCheckInMs: ctx.nowMs })
}

/** Notes it in the list; stored soon. */
export function noteJumpClient(ctx: Context, one: JumpClient): void {
  if (!hasChanged(registryOf(ctx))) ctx.setTimer('registry', storedAfterMs)
  noteChanged(registryOf(ctx), one)
}

/** Stores part of what was noted now, the rest soon. */
export function onRegistryTimer(ctx: Context): void {
  const some = takeChanged(registryOf(ctx), storedAtOnceMax)
  if (some.length > 0) ctx.store.jumpClients.put(some)
  if (hasChanged(registryOf(ctx))) ctx.setTimer('registry', 1)
}

/** Stores all that was noted, for whoever reads the store next. */
export function storeRegistry(ctx: Context): void {
  if (!hasChanged(registryOf(ctx))) return
  ctx.clearTimer('registry')
  ctx.store.jumpClients.put(takeChanged(registryOf(ctx), limits.jumpClientsMax))
}
