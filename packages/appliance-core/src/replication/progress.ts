import { timeouts } from '@understudy/shared'
import type { Context } from '../context.ts'
import type { RunningSync } from './running-sync.ts'
import { replicationSlice } from './slice.ts'

/*
 * A sync may take as long as it needs, but must make progress: if nothing has come for
 * `timeouts.syncStallMs` the backup gives it up, and with it a swap that waits for it. Recordings travel
 * between the carriers; the end that fetches some tells the other core so (`sync-working`).
 */

/** Something has come that belongs to the sync, led or served here. */
export function noteSyncProgress(ctx: Context, link: string): void {
  const { sync, served } = replicationSlice.of(ctx)
  if (sync?.link === link) sync.progressAtMs = ctx.nowMs
  if (served?.link === link) served.progressAtMs = ctx.nowMs
}

/** Recordings have come: the peer's core cannot see them. */
export function tellSyncProgress(ctx: Context): void {
  const { sync, served } = replicationSlice.of(ctx)
  const link = sync?.link ?? served?.link
  if (link === undefined) return
  noteSyncProgress(ctx, link)
  ctx.send(link, { type: 'sync-working' })
}

/** Records how far the sync has come, now and then; a short one records nothing (FO-08). */
export function recordProgress(ctx: Context, sync: RunningSync): void {
  if (ctx.nowMs - sync.toldAtMs < timeouts.syncProgressMs) return
  sync.toldAtMs = ctx.nowMs
  const { recordsReceived: records, bytesReceived: bytes, blobsReceived: blobs } = sync
  ctx.record({ name: 'sync-progress', records, bytes, blobs })
}
