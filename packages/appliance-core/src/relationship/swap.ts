import {
  assert,
  type Epoch,
  type InputOf,
  type LinkMessageNamed,
  refusal,
  timeouts,
  unreachable,
} from '@understudy/shared'
import { disconnectClients } from '../clients/disconnect.ts'
import type { Context } from '../context.ts'
import type { Relationship } from '../durable.ts'
import { dialPeer } from '../link/dial.ts'
import { type LinkState, peerLinkOf, peerVectorOf } from '../link/peer-link.ts'
import { probePeer } from '../link/probe.ts'
import type { PendingRequest } from '../pending-request.ts'
import { scheduleNextSync } from '../replication/next-sync.ts'
import { abandonSync, startSync } from '../replication/sync.ts'
import { servedProgressAtMs, syncUnderWay } from '../replication/under-way.ts'
import { isInConflict, notePeerRole, peerRoleOf } from './conflict.ts'
import { announceOverwrite } from './discard.ts'
import { refusalToExchange } from './exchange-refusal.ts'
import { takeOver } from './failover.ts'
import { becomeBackup, becomePrimary, learnEpoch } from './roles.ts'
import { relationshipSlice } from './slice.ts'
import type { Swap } from './swapping.ts'

/*
 * The exchange of roles (FO-10), coordinated by the primary P; B is the backup:
 *   B  swap-ask      -> P   only where it was asked on B
 *   P  swap-prepare  -> B   both take no new work; P's users are disconnected; B syncs if asked to
 *   P  <- swap-ready    B
 *   P becomes backup, stored; then
 *   P  swap-take     -> B   B becomes primary, stored: for a moment both were backup, never both primary
 *   P  <- swap-done     B
 * Before P's commit any failure cancels with both roles as they were. After it, a swap-take that does
 * not arrive leaves two backups; Become Primary on either goes on from there.
 */

type SwapMessage = LinkMessageNamed<
  'swap-ask' | 'swap-prepare' | 'swap-ready' | 'swap-take' | 'swap-done' | 'swap-cancel'
>

/** `become-backup`, on the primary. */
export function becomeBackupByOperator(
  ctx: Context,
  request: PendingRequest<'become-backup'>,
  input: InputOf<'become-backup'>,
): void {
  const { state, name } = ctx
  if (peerLinkOf(ctx) === null) {
    if (input.force !== true) {
      ctx.record({ name: 'swap-cancelled', reason: 'the peer cannot be reached' })
      ctx.refuse(
        request,
        refusal('link-down', { appliance: name, found: 'the peer cannot be reached' }),
      )
      return
    }
    becomeBackup(ctx, state.epoch + 1, relationshipOf(ctx), 'forced without the peer')
    dialPeer(ctx)
    ctx.accept(request, { role: 'backup', epoch: state.epoch })
    return
  }
  if (isInConflict(ctx)) {
    yieldToPeer(ctx, request)
    return
  }
  const syncFirst = input.syncFirst ?? false
  const why = refusalToExchange(ctx, syncFirst, input.force ?? false)
  if (why === null) prepareSwap(ctx, { request, syncFirst, background: input.background ?? false })
  else ctx.refuse(request, why)
}

/** Both are primary: there is nothing to exchange, this one gives way (FO-13). */
function yieldToPeer(ctx: Context, request: PendingRequest<'become-backup'>): void {
  const link = peerLinkOf(ctx)
  const epoch = Math.max(ctx.state.epoch, peerRoleOf(ctx)?.epoch ?? 0) + 1
  announceOverwrite(ctx, relationshipOf(ctx).peerName, peerVectorOf(ctx), 'two were primary')
  becomeBackup(ctx, epoch, relationshipOf(ctx), 'two were primary')
  if (link !== null) probePeer(ctx, link)
  ctx.accept(request, { role: 'backup', epoch })
}

/** `become-primary`, on the backup: asks the primary to hand over; one that cannot be reached means a failover by hand. */
export function becomePrimaryByOperator(
  ctx: Context,
  request: PendingRequest<'become-primary'>,
  input: InputOf<'become-primary'>,
): void {
  const link = peerLinkOf(ctx)
  if (link === null) {
    takeOver(ctx, request, relationshipOf(ctx), input.force ?? false)
    return
  }
  const syncFirst = input.syncFirst ?? false
  const force = input.force ?? false
  const why = refusalToExchange(ctx, syncFirst, force)
  if (why !== null) {
    ctx.refuse(request, why)
    return
  }
  const background = input.background ?? false
  relationshipSlice.of(ctx).swap = { request, syncFirst, background, phase: 'asked' }
  ctx.setTimer('swap', timeouts.swapMs)
  ctx.send(link, { type: 'swap-ask', syncFirst, force })
}

export function onSwapMessage(ctx: Context, link: LinkState, message: SwapMessage): void {
  switch (message.type) {
    case 'swap-ask':
      onSwapAsk(ctx, link, message)
      return
    case 'swap-prepare':
      onSwapPrepare(ctx, link, message)
      return
    case 'swap-ready':
      if (relationshipSlice.of(ctx).swap?.phase === 'waiting-for-ready') handOver(ctx, link.id)
      return
    case 'swap-take':
      onSwapTake(ctx, link, message)
      return
    case 'swap-done':
      onSwapDone(ctx, message.epoch)
      return
    case 'swap-cancel':
      if (relationshipSlice.of(ctx).swap !== null) cancelSwap(ctx, message.reason)
      return
    default:
      unreachable(message)
  }
}

/** Ends the swap on this side with the role that is on disk, and answers the operator. */
export function cancelSwap(ctx: Context, reason: string): void {
  const slice = relationshipSlice.of(ctx)
  const { swap } = slice
  if (swap === null) return
  slice.swap = null
  ctx.clearTimer('swap')
  ctx.record({ name: 'swap-cancelled', reason })
  if (swap.request !== null)
    ctx.refuse(swap.request, refusal('swap-failed', { appliance: ctx.name, found: reason }))
}

export function onSwapTimeout(ctx: Context): void {
  const { swap } = relationshipSlice.of(ctx)
  const peerLink = peerLinkOf(ctx)
  if (swap === null) return
  // A sync may take as long as it needs, but must make progress; that the peer is alive is not enough.
  if (isSyncGoingOn(ctx, swap)) {
    ctx.setTimer('swap', timeouts.swapMs)
    return
  }
  if (peerLink !== null)
    ctx.send(peerLink, { type: 'swap-cancel', reason: 'the peer did not answer in time' })
  cancelSwap(ctx, 'the peer did not answer in time')
}

/** Whether the swap waits for a sync, led or served here, that still makes progress. */
function isSyncGoingOn(ctx: Context, { phase, syncFirst }: Swap): boolean {
  if (phase === 'syncing') return syncUnderWay(ctx) !== null
  const link = peerLinkOf(ctx)
  if (phase !== 'waiting-for-ready' || !syncFirst || link === null) return false
  const progressAtMs = servedProgressAtMs(ctx, link)
  return progressAtMs !== null && ctx.nowMs - progressAtMs < timeouts.syncStallMs
}

/** The sync before the swap is over (signal of replication). */
export function onSyncEnded(ctx: Context, ok: boolean, reason: string): void {
  const { swap } = relationshipSlice.of(ctx)
  const peerLink = peerLinkOf(ctx)
  if (swap?.phase !== 'syncing' || peerLink === null) return
  if (ok && swap.isSyncOlder === true) {
    swap.isSyncOlder = false
    syncForSwap(ctx, peerLink)
  } else if (ok) {
    swap.phase = 'waiting-for-take'
    ctx.send(peerLink, { type: 'swap-ready' })
  } else {
    ctx.send(peerLink, { type: 'swap-cancel', reason })
    cancelSwap(ctx, reason)
  }
}

/** The sync before the swap has begun, led or served here: whoever wants to know no more than that is answered. */
export function onSwapSyncBegun(ctx: Context): void {
  const { swap } = relationshipSlice.of(ctx)
  if (swap === null || !swap.background || swap.request === null) return
  const { role, epoch } = ctx.state
  ctx.accept(swap.request, { role: ctx.decisions.roleToTell(role), epoch })
  swap.request = null
}

function prepareSwap(
  ctx: Context,
  { request, syncFirst, background }: Pick<Swap, 'request' | 'syncFirst' | 'background'>,
): void {
  const link = peerLinkOf(ctx)
  assert(link !== null, 'a swap needs a link')
  relationshipSlice.of(ctx).swap = { request, syncFirst, background, phase: 'waiting-for-ready' }
  if (ctx.decisions.usersLeaveBefore('swap'))
    disconnectClients(ctx, 'the roles are being exchanged')
  ctx.record({ name: 'swap-started', syncFirst })
  ctx.setTimer('swap', timeouts.swapMs)
  ctx.send(link, { type: 'swap-prepare', syncFirst })
}

function onSwapAsk(ctx: Context, link: LinkState, message: LinkMessageNamed<'swap-ask'>): void {
  const { state } = ctx
  const { swap } = relationshipSlice.of(ctx)
  if (state.role === 'primary') {
    // Asked on both at once: the swap that has begun here also answers whoever asked there.
    if (swap === null) onAskedToHandOver(ctx, link, message)
    return
  }
  // Both are backup, as an interrupted swap leaves them: the one that asks takes the role.
  if (state.role === 'backup' && swap === null) {
    // The epoch is recorded here before it is given away, so that it is never given twice.
    learnEpoch(ctx, ctx.decisions.epochToGive(state.epoch, message.epoch))
    ctx.send(link.id, { type: 'swap-take' })
  } else ctx.send(link.id, { type: 'swap-cancel', reason: 'the peer is exchanging roles already' })
}

function onAskedToHandOver(
  ctx: Context,
  link: LinkState,
  { syncFirst, force }: LinkMessageNamed<'swap-ask'>,
): void {
  const why = refusalToExchange(ctx, syncFirst, force)
  if (why === null) prepareSwap(ctx, { request: null, syncFirst, background: false })
  else ctx.send(link.id, { type: 'swap-cancel', reason: why.message })
}

function onSwapPrepare(
  ctx: Context,
  link: LinkState,
  message: LinkMessageNamed<'swap-prepare'>,
): void {
  const { state } = ctx
  if (state.role !== 'backup') {
    ctx.send(link.id, { type: 'swap-cancel', reason: `${ctx.name} is ${state.role}` })
    return
  }
  const slice = relationshipSlice.of(ctx)
  const phase = ctx.decisions.preparesBy(message.syncFirst)
  slice.swap = {
    request: slice.swap?.request ?? null,
    syncFirst: message.syncFirst,
    background: slice.swap?.background ?? false,
    isSyncOlder: syncUnderWay(ctx) !== null,
    phase,
  }
  ctx.setTimer('swap', timeouts.swapMs)
  if (phase === 'waiting-for-take') ctx.send(link.id, { type: 'swap-ready' })
  else if (syncUnderWay(ctx) === null) syncForSwap(ctx, link.id)
}

function syncForSwap(ctx: Context, link: string): void {
  if (startSync(ctx, 'swap')) {
    onSwapSyncBegun(ctx)
    return
  }
  const reason = `${ctx.name} cannot sync now`
  ctx.send(link, { type: 'swap-cancel', reason })
  cancelSwap(ctx, reason)
}

/** The first half: from here on there is no primary until the peer has taken the role. */
function handOver(ctx: Context, link: string): void {
  const { state } = ctx
  announceOverwrite(ctx, relationshipOf(ctx).peerName, peerVectorOf(ctx), 'the roles are exchanged')
  becomeBackup(ctx, state.epoch + 1, relationshipOf(ctx), 'swap')
  abandonSync(ctx, 'the roles were exchanged')
  const { swap } = relationshipSlice.of(ctx)
  if (swap !== null) swap.phase = 'waiting-for-done'
  ctx.send(link, { type: 'swap-take' })
}

/** The second half. */
function onSwapTake(ctx: Context, link: LinkState, message: LinkMessageNamed<'swap-take'>): void {
  const { state } = ctx
  const slice = relationshipSlice.of(ctx)
  const { swap } = slice
  const isNewEpoch = message.epoch > state.epoch
  if (!ctx.decisions.mayTakeRole(swap !== null, state.role, isNewEpoch)) {
    ctx.record({
      name: 'link-refused',
      code: isNewEpoch ? 'protocol-error' : 'stale-epoch',
      message: `swap-take of epoch ${message.epoch} at epoch ${state.epoch}, which is not waited for`,
    })
    return
  }
  slice.swap = null
  ctx.clearTimer('swap')
  becomePrimary(ctx, message.epoch, relationshipOf(ctx), 'swap')
  notePeerRole(ctx, { role: 'backup', epoch: message.epoch })
  abandonSync(ctx, 'the roles were exchanged')
  ctx.clearTimer('first-sync')
  ctx.record({ name: 'swap-finished', role: 'primary', epoch: message.epoch })
  ctx.send(link.id, { type: 'swap-done' })
  if (swap?.request != null)
    ctx.accept(swap.request, { role: 'primary', epoch: message.epoch as Epoch })
}

/** The peer is primary. Its epoch is recorded here too (FO-14). */
function onSwapDone(ctx: Context, epoch: Epoch): void {
  notePeerRole(ctx, { role: 'primary', epoch })
  if (ctx.state.role === 'backup' && syncUnderWay(ctx) === null) scheduleNextSync(ctx)
  if (relationshipSlice.of(ctx).swap?.phase === 'waiting-for-done') finishSwap(ctx)
}

function finishSwap(ctx: Context): void {
  const slice = relationshipSlice.of(ctx)
  const { swap } = slice
  const { role, epoch } = ctx.state
  slice.swap = null
  ctx.clearTimer('swap')
  ctx.record({ name: 'swap-finished', role, epoch })
  if (swap?.request != null) ctx.accept(swap.request, { role, epoch })
}

function relationshipOf(ctx: Context): Relationship {
  const { relationship } = ctx.state
  assert(relationship !== null, 'a swap needs a relationship')
  return relationship
}
