import { type LinkMessageNamed, timeouts } from '@understudy/shared'
import { disconnectClients } from '../clients/disconnect.ts'
import type { Context } from '../context.ts'
import { closeLink } from '../link/close.ts'
import { dialPeer } from '../link/dial.ts'
import { peerLinkOf } from '../link/peer-link.ts'
import { probePeer } from '../link/probe.ts'
import { claimEnabledAddresses, releaseSharedAddresses } from '../network/addresses.ts'
import { isInConflict } from '../relationship/conflict.ts'
import { beginLease, extendLease, needsLease } from './lease.ts'
import { failoverSlice } from './slice.ts'
import { isSuspended } from './suspended.ts'

/*
 * Whether a primary may serve (FO-15). If it was stopped and its backup takes over by itself, it cannot know its
 * role: it lets its clients and the shared addresses go and asks the peer, by a number that the answer repeats, since
 * older messages prove nothing. If the peer is a backup at no higher epoch, it serves again. If the peer is primary
 * too, that is a conflict (FO-13), and an operator decides. If nobody answers and no witness votes, it serves again
 * and says so.
 */

/** Serves nobody until the peer has said who it is. */
export function suspendServing(ctx: Context, reason: string): void {
  const slice = failoverSlice.of(ctx)
  if (slice.suspended === null) {
    slice.suspended = reason
    ctx.record({ name: 'serving-suspended', reason })
    if (ctx.decisions.usersLeaveBefore('doubt'))
      disconnectClients(ctx, 'this appliance asks whether it still may serve')
    releaseSharedAddresses(ctx)
  }
  slice.askingSinceMs = ctx.nowMs
  ctx.setTimer('role-check', timeouts.peerAnswerMs)
  askPeer(ctx)
}

/** A new number for a question to the peer. */
export function nextCheck(ctx: Context): number {
  const slice = failoverSlice.of(ctx)
  slice.check += 1
  return slice.check
}

/** Asks the peer who it is: now, or as soon as there is a link. */
export function askPeer(ctx: Context): void {
  const slice = failoverSlice.of(ctx)
  if (slice.suspended === null) return
  const link = peerLinkOf(ctx)
  if (needsLease(ctx)) {
    ctx.setTimer('lease', 0)
    if (link === null) dialPeer(ctx)
    return
  }
  slice.check += 1
  if (link === null) dialPeer(ctx)
  else probePeer(ctx, link, slice.check)
}

/**
 * The link is gone: the peer is asked when it is dialed again, in its time and not at once. A peer that holds on to an older link
 * closes each new one, and the two would dial each other without a pause.
 */
export function onLinkLost(ctx: Context): void {
  if (isSuspended(ctx) && needsLease(ctx)) ctx.setTimer('lease', 0)
}

/** The peer has answered with its role. */
export function onRoleAnswer(
  ctx: Context,
  { role, epoch, check }: Pick<LinkMessageNamed<'probe-answer'>, 'role' | 'epoch' | 'check'>,
): void {
  const slice = failoverSlice.of(ctx)
  if (ctx.state.role === 'backup') {
    if (ctx.decisions.isAnswerTo(check, slice.check)) noteWatchTold(ctx)
    return
  }
  if (role === 'primary') return
  if (needsLease(ctx)) {
    if (check === undefined) askAgain(ctx)
    else if (epoch <= ctx.state.epoch) onLeaseAnswer(ctx, check, 'the peer is the backup')
    return
  }
  if (slice.suspended === null) return
  if (ctx.decisions.isAnswerTo(check, slice.check) && epoch <= ctx.state.epoch)
    resumeServing(ctx, 'the peer is the backup')
  // It refused the question as of an older epoch (FO-14), and so told us the higher one: ask again.
  else if (check === undefined) askPeer(ctx)
}

/** The backup or the witness has answered a question of the lease. */
export function onLeaseAnswer(ctx: Context, number: number, reason: string): void {
  if (extendLease(ctx, number) && isSuspended(ctx)) resumeServing(ctx, reason)
}

/** The question was refused as of an older epoch (FO-14): ask again, at the epoch that the refusal named. */
const askAgain = (ctx: Context): void => ctx.setTimer('lease', 0)

/** The peer is primary too, whenever it said so: waiting changes nothing, an operator decides (FO-13). */
export function noteRival(ctx: Context): void {
  if (isSuspended(ctx)) ctx.clearTimer('role-check')
}

/** No answer has come in time. */
export function onRoleCheckTimer(ctx: Context): void {
  if (!isSuspended(ctx) || needsLease(ctx)) return
  // While it installs, or a stalled Base waits for support, it has no links and asks nobody: that time is no patience.
  if (ctx.state.installation !== null) {
    failoverSlice.of(ctx).askingSinceMs = ctx.nowMs
    ctx.setTimer('role-check', timeouts.peerAnswerMs)
    return
  }
  const waitedMs = ctx.nowMs - (failoverSlice.of(ctx).askingSinceMs ?? 0)
  // It became due during a stop, after which the question was asked anew. A clock that was set back holds up nothing.
  if (waitedMs >= 0 && waitedMs < timeouts.peerAnswerMs) {
    ctx.setTimer('role-check', timeouts.peerAnswerMs - waitedMs)
    return
  }
  if (waitedMs >= 0 && waitedMs < timeouts.roleCheckMs) {
    askOnNewLink(ctx)
    ctx.setTimer('role-check', timeouts.roleCheckMs - waitedMs)
    return
  }
  // It was known before the stop that the peer is primary too: that nobody answers now says nothing else.
  if (isInConflict(ctx)) return
  const message = `${ctx.name} was stopped, and nobody could be asked whether it still may serve; it serves again.`
  ctx.record({ name: 'alert', code: 'role-unconfirmed', message })
  resumeServing(ctx, 'nobody could be asked')
}

/** The link may have lost its other end while this one was stopped, and whoever is there now hears nothing on it (FO-15). */
function askOnNewLink(ctx: Context): void {
  const link = peerLinkOf(ctx)
  if (link !== null) closeLink(ctx, link, 'the peer does not answer')
  dialPeer(ctx)
}

/** The role has changed: the question is answered. */
export function settleServing(ctx: Context): void {
  if (isSuspended(ctx)) resumeServing(ctx, 'the role has changed')
}

/** The primary knows by which settings it is watched. */
function noteWatchTold(ctx: Context): void {
  if (ctx.state.watchTold === true) return
  ctx.state.watchTold = true
  ctx.durable.save()
}

/** The backup has said after how much silence it takes over, or that it does not. */
export function noteWatch(ctx: Context, watch: LinkMessageNamed<'probe'>['watch']): void {
  const { state } = ctx
  if (state.role !== 'primary' || isSameWatch(state.watchedBy, watch)) return
  if (watch === undefined) delete state.watchedBy
  else state.watchedBy = watch
  ctx.durable.save()
  if (watch !== undefined) ctx.setTimer('pulse', 0)
  beginLease(ctx)
}

type Watch = LinkMessageNamed<'probe'>['watch']

const isSameWatch = (one: Watch, other: Watch): boolean =>
  one?.timeoutMs === other?.timeoutMs &&
  one?.witness?.host === other?.witness?.host &&
  one?.witness?.port === other?.witness?.port

function resumeServing(ctx: Context, reason: string): void {
  failoverSlice.of(ctx).suspended = null
  ctx.clearTimer('role-check')
  ctx.record({ name: 'serving-resumed', reason })
  claimEnabledAddresses(ctx)
}
