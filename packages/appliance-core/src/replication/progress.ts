import { timeouts } from '@understudy/shared'
import type { Context } from '../context.ts'
import type { RunningSync } from './running-sync.ts'
import { replicationSlice } from './slice.ts'

/*
 * A sync takes as long as it takes, but it has to go on: where nothing has come for
 * `timeouts.syncStallMs` the backup gives it up, and with it a swap that waits for it. Recordings travel
 * between the carriers; whoever fetches some says so to the other core (`sync-working`).
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

/** How far the sync has come, for whoever watches: now and then, and never of one that is over at once (FO-08). */
export function recordProgress(ctx: Context, sync: RunningSync): void {
  if (ctx.nowMs - sync.toldAtMs < timeouts.syncProgressMs) return
  sync.toldAtMs = ctx.nowMs
  const { recordsReceived: records, bytesReceived: bytes, blobsReceived: blobs } = sync
  ctx.record({ name: 'sync-progress', records, bytes, blobs })
}
