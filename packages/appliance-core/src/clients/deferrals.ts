import type { Context } from '../context.ts'

export type DeferralReason = 'connection-rate' | 'concurrent-upgrades'

/** One event a span, however many were sent away. */
const spanMs = 60_000

/** How many Jump Clients were told to come back later, since when. */
export interface Deferrals {
  readonly sinceMs: number
  readonly counts: Map<DeferralReason, number>
}

export function noteDeferral(ctx: Context, reason: DeferralReason): void {
  const { volatile } = ctx
  if (volatile.deferrals === null) {
    volatile.deferrals = { sinceMs: ctx.nowMs, counts: new Map() }
    ctx.setTimer('deferrals', spanMs)
  }
  const { counts } = volatile.deferrals
  counts.set(reason, (counts.get(reason) ?? 0) + 1)
}

export function tellDeferrals(ctx: Context): void {
  const { deferrals } = ctx.volatile
  ctx.volatile.deferrals = null
  if (deferrals === null) return
  for (const [reason, count] of deferrals.counts)
    ctx.record({ name: 'jump-clients-deferred', count, reason, sinceMs: deferrals.sinceMs })
}
