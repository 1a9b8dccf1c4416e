import { unreachable } from '@understudy/shared'
import type { Context, Signal } from './context.ts'
import { cancelSwap, onSyncEnded } from './relationship/swap.ts'
import * as sync from './replication/sync.ts'

/** What one part of the core has told the others in this step. */
export function onSignal(ctx: Context, signal: Signal): void {
  switch (signal.kind) {
    case 'link-validated':
      sync.onLinkValidated(ctx)
      return
    case 'link-lost':
      sync.onLinkLost(ctx, signal.reason)
      cancelSwap(ctx, signal.reason)
      return
    case 'relationship-ended':
      sync.abandonSync(ctx, 'the relationship was broken')
      cancelSwap(ctx, 'the relationship was broken')
      return
    case 'sync-ended':
      onSyncEnded(ctx, signal.ok, signal.reason)
      return
    default:
      unreachable(signal)
  }
}
