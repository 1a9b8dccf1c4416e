import { unreachable } from '@understudy/shared'
import type { Context, Signal } from './context.ts'
import * as right from './failover/serving-right.ts'
import { isWatching } from './failover/watch.ts'
import { keepWitness } from './failover/witness-link.ts'
import { peerLinkOf } from './link/peer-link.ts'
import { probePeer } from './link/probe.ts'
import { tellTakingOver, watchMailConditions } from './mail/watch.ts'
import { deliverEvents } from './outbound/outbox.ts'
import { cancelSwap, onSwapSyncBegun, onSyncEnded } from './relationship/swap.ts'
import * as sync from './replication/sync.ts'

/** What one part of the core has told the others in this step. */
export function onSignal(ctx: Context, signal: Signal): void {
  switch (signal.kind) {
    case 'role-changed':
      right.settleServing(ctx)
      keepWitness(ctx)
      return
    case 'role-answered':
      right.onRoleAnswer(ctx, signal.answer)
      return
    case 'watch-told':
      right.noteWatch(ctx, signal.watch)
      return
    case 'lease-confirmed':
      right.onLeaseAnswer(ctx, signal.number, 'the witness knows no higher epoch')
      return
    case 'watch-changed':
      tellWatch(ctx)
      return
    case 'rival-seen':
      right.noteRival(ctx)
      // It became primary without us: there is nothing to exchange any more (FO-13).
      if (ctx.state.role === 'primary') cancelSwap(ctx, 'the peer is primary too')
      return
    case 'conflict-ended':
      right.askPeer(ctx)
      return
    case 'link-validated':
      right.askPeer(ctx)
      tellWatch(ctx)
      sync.onLinkValidated(ctx)
      return
    case 'link-lost':
      sync.onLinkLost(ctx, signal.reason)
      cancelSwap(ctx, signal.reason)
      right.onLinkLost(ctx)
      return
    case 'relationship-ended':
      sync.abandonSync(ctx, 'the relationship was broken')
      cancelSwap(ctx, 'the relationship was broken')
      return
    case 'settings-replaced':
      watchMailConditions(ctx)
      deliverEvents(ctx)
      return
    case 'taking-over':
      tellTakingOver(ctx, signal.silentMs)
      return
    case 'swap-sync-served':
      onSwapSyncBegun(ctx)
      return
    case 'sync-ended':
      onSyncEnded(ctx, signal.ok, signal.reason)
      return
    default:
      unreachable(signal)
  }
}

/** The primary learns at once that it is watched (FO-15). */
function tellWatch(ctx: Context): void {
  const link = peerLinkOf(ctx)
  if (link !== null && ctx.state.role === 'backup')
    probePeer(ctx, link, isWatching(ctx) ? right.nextCheck(ctx) : undefined)
}
