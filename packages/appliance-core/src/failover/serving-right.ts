import { type LinkMessageNamed, timeouts } from '@understudy/shared'
import { disconnectClients } from '../clients/disconnect.ts'
import type { Context } from '../context.ts'
import { dialPeer } from '../link/dial.ts'
import { peerLinkOf } from '../link/peer-link.ts'
import { probePeer } from '../link/probe.ts'
import { claimEnabledAddresses, releaseSharedAddresses } from '../network/addresses.ts'
import { beginLease, extendLease, needsLease } from './lease.ts'
import { failoverSlice } from './slice.ts'
import { isSuspended } from './suspended.ts'

/*
 * Whether a primary may serve (FO-15). One that was stopped while its backup takes over by itself cannot know what it is
 * now: it lets its clients and the shared addresses go and asks the peer, by a number that the answer repeats, since
 * what was sent before the stop says nothing. A backup at no higher epoch: it serves again. Another primary: that is a
 * conflict (FO-13), and an operator decides. Nobody answers: it serves again and says that nobody could be asked.
 */

/** Serves nobody until the peer has said who it is. */
export function suspendServing(ctx: Context, reason: string): void {
  const slice = failoverSlice.of(ctx)
  if (slice.suspended === null) {
    slice.suspended = reason
    ctx.record({ name: 'serving-suspended', reason })
    disconnectClients(ctx, 'this appliance asks whether it still may serve')
    releaseSharedAddresses(ctx)
  }
  ctx.setTimer('role-check', timeouts.roleCheckMs)
  askPeer(ctx)
}

/** The number of a question to the peer. */
export function nextCheck(ctx: Context): number {
  const slice = failoverSlice.of(ctx)
  slice.check += 1
  return slice.check
}

/** Asks the peer who it is; without a link as soon as there is one. */
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

/** The peer has said its role in an answer. */
export function onRoleAnswer(
  ctx: Context,
  { role, epoch, check }: Pick<LinkMessageNamed<'probe-answer'>, 'role' | 'epoch' | 'check'>,
): void {
  const slice = failoverSlice.of(ctx)
  if (ctx.state.role === 'backup') {
    if (check === slice.check) noteWatchTold(ctx)
    return
  }
  if (role === 'primary') return
  if (needsLease(ctx)) {
    if (check === undefined) askAgain(ctx)
    else if (epoch <= ctx.state.epoch) onLeaseAnswer(ctx, check, 'the peer is the backup')
    return
  }
  if (slice.suspended === null) return
  if (check === slice.check && epoch <= ctx.state.epoch)
    resumeServing(ctx, 'the peer is the backup')
  // It has refused the question as one of an older epoch (FO-14), and we have learnt the higher one by that.
  else if (check === undefined) askPeer(ctx)
}

/** The backup or the witness has answered a question of the lease. */
export function onLeaseAnswer(ctx: Context, number: number, reason: string): void {
  if (extendLease(ctx, number) && isSuspended(ctx)) resumeServing(ctx, reason)
}

/** The question was refused as one of an older epoch (FO-14): it is asked again at the epoch that was learnt by that. */
const askAgain = (ctx: Context): void => ctx.setTimer('lease', 0)

/** Another one is primary: whatever was sent before the stop, that is no question of time. An operator decides (FO-13). */
export function noteRival(ctx: Context): void {
  if (isSuspended(ctx)) ctx.clearTimer('role-check')
}

/** Nobody has answered who could know. */
export function onRoleCheckTimer(ctx: Context): void {
  if (!isSuspended(ctx) || needsLease(ctx)) return
  const message = `${ctx.name} was stopped, and nobody could be asked whether it still may serve; it serves again.`
  ctx.record({ name: 'alert', code: 'role-unconfirmed', message })
  resumeServing(ctx, 'nobody could be asked')
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

/** The backup has said after which silence it takes over, or that it does not. */
export function noteWatch(ctx: Context, watch: LinkMessageNamed<'probe'>['watch']): void {
  const { state } = ctx
  const isKnown = JSON.stringify(state.watchedBy) === JSON.stringify(watch)
  if (state.role !== 'primary' || isKnown) return
  if (watch === undefined) delete state.watchedBy
  else state.watchedBy = watch
  ctx.durable.save()
  if (watch !== undefined) ctx.setTimer('pulse', 0)
  beginLease(ctx)
}

function resumeServing(ctx: Context, reason: string): void {
  failoverSlice.of(ctx).suspended = null
  ctx.clearTimer('role-check')
  ctx.record({ name: 'serving-resumed', reason })
  claimEnabledAddresses(ctx)
}
