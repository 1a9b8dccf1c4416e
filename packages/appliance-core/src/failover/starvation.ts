import type { Context } from '../context.ts'
import { forgiveSilence } from '../link/probe.ts'
import { endLease, isLeaseOver } from './lease.ts'
import { suspendServing } from './serving-right.ts'
import { backupSettingsOf } from './settings.ts'
import { failoverSlice } from './slice.ts'
import { isSuspended } from './suspended.ts'
import { isWatching, notePeerHeard } from './watch.ts'
import { noteWitnessHeard } from './witness-link.ts'

/*
 * A process notices when it was not scheduled (FO-15): while automatic failover is on a pulse comes four times within
 * the timeout, so a gap of half the timeout between inputs means that it was stopped or starved, or that its clock
 * jumped. What waited in its sockets is old news: a backup does not take its own absence for its primary's silence,
 * and a primary that may have been replaced serves nobody before it has asked.
 */

/** Before each input. */
export function noteStep(ctx: Context): void {
  const slice = failoverSlice.of(ctx)
  const steppedAtMs = slice.steppedAtMs ?? ctx.nowMs
  slice.steppedAtMs = ctx.nowMs
  const timeoutMs = guardedTimeoutMs(ctx)
  if (timeoutMs === null) return
  const forMs = ctx.nowMs - steppedAtMs
  if (ctx.decisions.wasSetBack(forMs)) endLease(ctx)
  if (isLeaseOver(ctx) && !isSuspended(ctx))
    suspendServing(ctx, 'neither its backup nor the witness has answered')
  if (!ctx.decisions.wasAway(forMs, timeoutMs)) return
  ctx.record({ name: 'process-starved', forMs })
  forgiveSilence(ctx)
  noteWitnessHeard(ctx)
  if (ctx.state.role === 'primary') suspendServing(ctx, `it was stopped for ${forMs} ms`)
  else if (ctx.decisions.forgivesOwnAbsence()) notePeerHeard(ctx)
}

/** The pulse is due; it is set again while it is needed. */
export function onPulse(ctx: Context): void {
  const timeoutMs = guardedTimeoutMs(ctx)
  if (timeoutMs === null) ctx.clearTimer('pulse')
  else ctx.setTimer('pulse', Math.max(10, Math.floor(timeoutMs / 4)))
}

/** The timeout after which the backup of this relationship takes over by itself; null = it does not. */
function guardedTimeoutMs(ctx: Context): number | null {
  if (isWatching(ctx)) return backupSettingsOf(ctx).primaryTimeoutMs
  return ctx.state.role === 'primary' ? (ctx.state.watchedBy?.timeoutMs ?? null) : null
}
