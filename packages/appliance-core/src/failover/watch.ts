import { type LinkMessageNamed, timeouts } from '@understudy/shared'
import type { Context } from '../context.ts'
import { peerLinkOf } from '../link/peer-link.ts'
import { isSwapping } from '../relationship/under-way.ts'
import { backupSettingsOf } from './settings.ts'
import { failoverSlice } from './slice.ts'

/*
 * The watch of a backup over its primary (FO-12): a timer fires when the primary's timeout would be over, and is set
 * again by what was heard meanwhile. Here is what the other folders may ask and tell of it.
 */

/** Whether this appliance will take over by itself. */
export function isWatching(ctx: Context): boolean {
  const { backupOperations, promotion } = backupSettingsOf(ctx)
  return ctx.state.role === 'backup' && backupOperations && promotion !== 'by-hand'
}

/** It is the backup from now on, or its settings have changed: earlier silence does not count. */
export function beginWatch(ctx: Context): void {
  const slice = failoverSlice.of(ctx)
  slice.isTesting = false
  slice.withheld = null
  slice.heardAtMs = ctx.nowMs
  if (isWatching(ctx)) ctx.setTimer('failover', backupSettingsOf(ctx).primaryTimeoutMs)
  else ctx.clearTimer('failover')
  if (!isWatching(ctx)) return
  ctx.setTimer('pulse', 0)
  // Until now it has probed seldom, or as primary not at all; a primary that is not probed is silent.
  if (peerLinkOf(ctx) !== null) ctx.setTimer('probe', probeEveryMs(ctx))
}

/** What a probe tells the primary of it. */
export function watchToTell(ctx: Context): Pick<LinkMessageNamed<'probe'>, 'watch'> {
  if (!isWatching(ctx)) return {}
  const { primaryTimeoutMs: timeoutMs, promotion, witness } = backupSettingsOf(ctx)
  const by = promotion === 'witness' && witness !== null ? { witness } : {}
  return { watch: { timeoutMs, ...by } }
}

/** The peer has said something. */
export function notePeerHeard(ctx: Context): void {
  const slice = failoverSlice.of(ctx)
  slice.heardAtMs = ctx.nowMs
  slice.withheld = null
}

/** For how long the primary has been silent. */
export const primarySilentMs = (ctx: Context): number =>
  ctx.nowMs - (failoverSlice.of(ctx).heardAtMs ?? ctx.nowMs)

/** Whether the primary has been silent for its timeout, and nothing else is under way here. */
export function mayTakeOver(ctx: Context): boolean {
  const { decisions, state } = ctx
  if (!isWatching(ctx)) return false
  if (!decisions.isFreeToTakeOver(isSwapping(ctx), state.installation !== null)) return false
  return decisions.isSilentLongEnough(primarySilentMs(ctx), backupSettingsOf(ctx).primaryTimeoutMs)
}

/** How often the peer is probed: a watch hears of it four times within its timeout. */
export const probeEveryMs = (ctx: Context): number => withinTimeout(ctx, timeouts.linkProbeMs)

/** How soon a lost link is dialed again. */
export const redialEveryMs = (ctx: Context): number => withinTimeout(ctx, timeouts.redialMs)

/** As `status` tells it. */
export function watchOf(ctx: Context): {
  watching: boolean
  silentMs: number | null
  withheld: string | null
} {
  const watching = isWatching(ctx)
  const silentMs = watching && peerLinkOf(ctx) === null ? primarySilentMs(ctx) : null
  return {
    watching,
    silentMs: watching ? (silentMs ?? 0) : null,
    withheld: failoverSlice.of(ctx).withheld,
  }
}

function withinTimeout(ctx: Context, usualMs: number): number {
  if (!isWatching(ctx)) return usualMs
  return Math.min(usualMs, Math.max(10, Math.floor(backupSettingsOf(ctx).primaryTimeoutMs / 4)))
}
