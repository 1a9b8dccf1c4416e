import { timeouts } from '@understudy/shared'
import type { Context } from '../context.ts'
import { backupSettingsOf } from '../failover/settings.ts'
import { conditionsOf } from './conditions.ts'
import { queueMail } from './outbox.ts'
import { emailSettingsOf } from './settings.ts'
import { mailSlice } from './slice.ts'

/*
 * The failover status check (product facts 1.16): at each of its ticks the box looks at what would worry an
 * administrator and mails what is new. What still lasts is not mailed again; what has ended and comes back is.
 */

const dayMs = 86_400_000

/** There may be somebody to tell from now on, or nobody any more. */
export function watchMailConditions(ctx: Context): void {
  const slice = mailSlice.of(ctx)
  if (recipientsOf(ctx).length === 0) {
    if (slice.watchedSinceMs === null) return
    slice.watchedSinceMs = null
    slice.told.clear()
    ctx.clearTimer('status-check')
    return
  }
  if (slice.watchedSinceMs !== null) return
  slice.watchedSinceMs = ctx.nowMs
  slice.noticeAtMs = ctx.nowMs
  ctx.setTimer('status-check', timeouts.statusCheckMs)
}

export function onStatusCheck(ctx: Context): void {
  const slice = mailSlice.of(ctx)
  if (slice.watchedSinceMs === null) return
  ctx.setTimer('status-check', timeouts.statusCheckMs)
  const { testAddresses } = backupSettingsOf(ctx)
  tellDaily(ctx)
  if (ctx.state.role !== 'backup' || testAddresses.length === 0) {
    slice.testReached = null
    tellWhatIsNew(ctx)
    return
  }
  // Nobody has answered since the last check, not even that nobody is there.
  if (slice.testReached === 'asked') onTestAddressesAnswered(ctx, [])
  slice.testReached = 'asked'
  ctx.emit({ kind: 'ping-addresses', addresses: testAddresses, purpose: 'status-check' })
}

/** The test addresses were asked for the status check, and these have answered. */
export function onTestAddressesAnswered(ctx: Context, reached: readonly string[]): void {
  const slice = mailSlice.of(ctx)
  if (slice.watchedSinceMs === null || ctx.state.role !== 'backup') return
  slice.testReached = reached.length > 0
  tellWhatIsNew(ctx)
}

/** It becomes primary by itself: nobody waits for the next check to hear of that. */
export function tellTakingOver(ctx: Context, silentMs: number): void {
  const settings = emailSettingsOf(ctx)
  if (settings === null) return
  queueMail(ctx, settings, {
    about: 'taking-over',
    subject: 'becoming the primary',
    text: `The primary has not answered for ${Math.round(silentMs / 1_000)} seconds, longer than its timeout. Automatic failover is enabled, and this appliance is becoming the primary now.`,
  })
}

function tellWhatIsNew(ctx: Context): void {
  const settings = emailSettingsOf(ctx)
  if (settings === null) return
  const { told, testReached, watchedSinceMs } = mailSlice.of(ctx)
  const lasting = conditionsOf(ctx, {
    testReached: testReached === 'asked' ? null : testReached,
    watchedSinceMs: watchedSinceMs ?? ctx.nowMs,
  })
  for (const one of lasting) if (!told.has(one.about)) queueMail(ctx, settings, one)
  told.clear()
  for (const { about } of lasting) told.add(about)
}

function tellDaily(ctx: Context): void {
  const settings = emailSettingsOf(ctx)
  const slice = mailSlice.of(ctx)
  if (settings?.dailyNotice !== true || ctx.nowMs - slice.noticeAtMs < dayMs) return
  slice.noticeAtMs = ctx.nowMs
  queueMail(ctx, settings, {
    about: 'daily-notice',
    subject: 'daily communication notice',
    text: 'This appliance can send mail. Whoever misses this notice should look why.',
  })
}

const recipientsOf = (ctx: Context): readonly string[] => emailSettingsOf(ctx)?.recipients ?? []
