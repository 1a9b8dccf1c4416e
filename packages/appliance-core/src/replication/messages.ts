import { type LinkMessageNamed, unreachable } from '@understudy/shared'
import type { Context } from '../context.ts'
import {
  onPullEndFromBackup,
  onRowsFromBackup,
  onSyncBegin,
  onSyncCompare,
  refuseSync,
} from './primary.ts'
import { noteSyncProgress } from './progress.ts'
import { answerPull } from './pulls.ts'
import { replicationSlice } from './slice.ts'
import { onSyncMessage, startSync } from './sync.ts'

type ReplicationMessage = LinkMessageNamed<
  | 'pull'
  | 'rows'
  | 'pull-end'
  | 'sync-refused'
  | 'jump-clients'
  | 'sync-settings'
  | 'sync-compared'
  | 'sync-request'
  | 'sync-begin'
  | 'sync-compare'
  | 'sync-working'
>

/**
 * A message of a sync, on the relationship's link. Rows flow both ways: those for a sync that is led here belong to
 * it; all others answer the pulls of a primary that takes what only its backup has.
 */
export function onReplicationMessage(
  ctx: Context,
  link: string,
  message: ReplicationMessage,
): void {
  noteSyncProgress(ctx, link)
  const { sync } = replicationSlice.of(ctx)
  const leading = sync?.link === link ? sync : null
  switch (message.type) {
    case 'pull':
      answerPull(ctx, link, message)
      return
    case 'rows':
      if (leading !== null) onSyncMessage(ctx, leading, message)
      else onRowsFromBackup(ctx, link, message)
      return
    case 'pull-end':
      if (leading !== null) onSyncMessage(ctx, leading, message)
      else onPullEndFromBackup(ctx, link, message)
      return
    case 'sync-refused':
    case 'jump-clients':
    case 'sync-settings':
    case 'sync-compared':
      if (leading !== null) onSyncMessage(ctx, leading, message)
      return
    case 'sync-request':
      startSync(ctx, 'peer')
      return
    case 'sync-begin':
      if (ctx.state.role === 'primary') onSyncBegin(ctx, link, message)
      else refuseSync(ctx, link)
      return
    case 'sync-working':
      return
    case 'sync-compare':
      if (ctx.state.role === 'primary') onSyncCompare(ctx, link, message)
      return
    default:
      unreachable(message)
  }
}
