import { timeouts } from '@understudy/shared'
import type { Context } from '../context.ts'
import { isSuspended } from '../failover/suspended.ts'
import { redialEveryMs } from '../failover/watch.ts'
import { linkSlice } from './slice.ts'

/*
 * Who dials the relationship's link, and when. The backup dials and keeps it; the primary dials only if none has come
 * for a while.
 */

/** Comes before a link's name in the timer that bounds the wait for its first message. */
export const silentPrefix = 'silent:'

/** Dials the peer of the relationship, unless that is under way. */
export function dialPeer(ctx: Context): void {
  const { state } = ctx
  const slice = linkSlice.of(ctx)
  if (state.relationship === null || slice.dialing !== null || state.installation !== null) return
  slice.dialing = nextLink(ctx)
  ctx.setTimer(`${silentPrefix}${slice.dialing}`, timeouts.dialMs + timeouts.peerAnswerMs)
  const { peerHost, peerPort } = state.relationship
  ctx.emit({ kind: 'dial', link: slice.dialing, host: peerHost, port: peerPort })
}

/** A name for a link that this appliance dials; none is used twice. */
export function nextLink(ctx: Context): string {
  const slice = linkSlice.of(ctx)
  slice.linkCount += 1
  return `${ctx.name}${slice.linkCount}`
}

/** A primary waits longer: dialing is the backup's part. */
export function scheduleRedial(ctx: Context): void {
  if (ctx.state.relationship === null) return
  const delayMs =
    ctx.state.role === 'backup' || isSuspended(ctx) ? redialEveryMs(ctx) : 3 * timeouts.redialMs
  ctx.setTimer('redial', delayMs)
}

export function onRedialTimer(ctx: Context): void {
  if (linkSlice.of(ctx).peerLink !== null) return
  dialPeer(ctx)
  scheduleRedial(ctx)
}
