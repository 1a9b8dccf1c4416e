import type { DeferralReason } from '@understudy/shared'
import type { Context } from '../context.ts'
import { clientsSlice } from './slice.ts'

/** One event per reason and span, however many were sent away. */
const spanMs = 60_000

export function noteDeferral(ctx: Context, reason: DeferralReason): void {
  const slice = clientsSlice.of(ctx)
  if (slice.deferrals === null) {
    slice.deferrals = { sinceMs: ctx.nowMs, counts: new Map() }
    ctx.setTimer('deferrals', spanMs)
  }
  const { counts } = slice.deferrals
  counts.set(reason, (counts.get(reason) ?? 0) + 1)
}

export function tellDeferrals(ctx: Context): void {
  const slice = clientsSlice.of(ctx)
  const { deferrals } = slice
  slice.deferrals = null
  if (deferrals === null) return
  for (const [reason, count] of deferrals.counts)
    ctx.record({ name: 'jump-clients-deferred', count, reason, sinceMs: deferrals.sinceMs })
}
