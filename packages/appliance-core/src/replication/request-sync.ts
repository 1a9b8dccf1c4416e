import type { SyncTrigger } from '@understudy/shared'
import type { Context } from '../context.ts'
import { peerLinkOf, peerPackageDiffers } from '../link/peer-link.ts'
import { startSync } from './sync.ts'

/** Starts a sync early if it can, as there is something to fetch; else the next one does it. */
export function requestSync(ctx: Context, trigger: SyncTrigger = 'interval'): void {
  const link = peerLinkOf(ctx)
  if (link === null || peerPackageDiffers(ctx)) return
  if (ctx.state.role === 'backup') startSync(ctx, trigger)
  else if (ctx.state.role === 'primary') ctx.send(link, { type: 'sync-request', trigger })
}
