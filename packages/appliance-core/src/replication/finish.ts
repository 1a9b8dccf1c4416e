import type { LogHead } from '@understudy/shared'
import type { Context } from '../context.ts'
import { headIn } from '../log/vector.ts'
import { scheduleNextSync } from './next-sync.ts'
import type { RunningSync } from './running-sync.ts'
import { replicationSlice } from './slice.ts'

/** Both sides hold the same, proved by digests (SYN-05). On the backup. */
export function finishSync(ctx: Context, sync: RunningSync): void {
  replicationSlice.of(ctx).sync = null
  ctx.clearTimer('sync-stall')
  noteSynced(ctx, ownCount(ctx))
  const { trigger, recordsReceived, recordsSent, bytesReceived, blobsReceived } = sync
  if (recordsSent > 0)
    ctx.record({ name: 'sessions-merged', received: recordsReceived, sent: recordsSent })
  ctx.record({
    name: 'sync-finished',
    trigger,
    recordsReceived,
    recordsSent,
    bytesReceived,
    blobsReceived,
    digestsAgree: true,
    durationMs: ctx.nowMs - sync.startedAtMs,
  })
  scheduleNextSync(ctx)
  ctx.signal({ kind: 'sync-ended', ok: true, reason: '' })
}

/** Notes a successful sync, on either side; `ownAtSync` = how many of the own sessions the peer holds now. */
export function noteSynced(ctx: Context, ownAtSync: number): void {
  const { state } = ctx
  state.lastSync = { finishedAtMs: ctx.nowMs, result: 'success', reason: '', digestsAgree: true }
  state.syncedSettingsRevision = state.settingsRevision
  state.ownAtSync = ownAtSync
  ctx.durable.save()
}

/** How many sessions this appliance has recorded itself. */
export function ownCount(
  ctx: Context,
  vector: readonly LogHead[] = ctx.store.logs.heads(),
): number {
  const { guid } = ctx.config
  return (headIn(vector, guid, true)?.lastSeq ?? 0) + (headIn(vector, guid, false)?.lastSeq ?? 0)
}
