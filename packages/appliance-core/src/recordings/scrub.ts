import { limits, timeouts } from '@understudy/shared'
import type { Context } from '../context.ts'
import type { LostBlobs } from '../ports/input.ts'
import type { StoredBlob } from '../ports/store.ts'
import { requestSync } from '../replication/request-sync.ts'
import { recordingsSlice } from './slice.ts'

/*
 * Whether the recordings that the store calls present are really there (SYN-05). At a start one round looks at names and
 * sizes, batch after batch; then slow rounds without end read them and compare their hashes, a batch per tick. What
 * is lost counts as missing from then on, is recorded, and is fetched again from the peer by the next sync.
 */

/** After a start: anything may have happened to the disk meanwhile. */
export function startScrub(ctx: Context): void {
  lookAtNext(ctx)
}

export function onScrubTimer(ctx: Context): void {
  lookAtNext(ctx)
}

/** A batch was checked: these of its recordings are gone or damaged. */
export function onBlobsChecked(ctx: Context, lost: LostBlobs): void {
  noteLost(ctx, lost)
  if (recordingsSlice.of(ctx).depth === 'size') lookAtNext(ctx)
  else ctx.setTimer('scrub', timeouts.scrubMs)
}

/** Recordings were found lost, by looking for them or when the peer asked for them. */
export function noteLost(ctx: Context, { absent, damaged }: LostBlobs): void {
  const count = ctx.store.blobs.markMissing([...absent, ...damaged])
  if (count === 0) return
  ctx.record({ name: 'recordings-lost', absent: absent.length, damaged: damaged.length })
  requestSync(ctx)
}

function lookAtNext(ctx: Context): void {
  const slice = recordingsSlice.of(ctx)
  const blobs = nextBatch(ctx)
  const last = blobs.at(-1)
  if (last !== undefined) {
    slice.after = last.name
    ctx.emit({ kind: 'check-blobs', depth: slice.depth, blobs })
    // Do not wait for a check that never ends: the next ones come all the same.
    ctx.setTimer('scrub', timeouts.scrubMs)
    return
  }
  // The round is over; the next one begins with the next tick.
  slice.after = ''
  slice.depth = 'content'
  ctx.setTimer('scrub', timeouts.scrubMs)
}

/** As many as one step may check: bounded in bytes too if they are read. */
function nextBatch(ctx: Context): readonly { name: string; sizeBytes: number }[] {
  const { after, depth } = recordingsSlice.of(ctx)
  const page = ctx.store.blobs.present(after, limits.scrubBlobs)
  const within = depth === 'size' ? page : page.slice(0, countWithin(page, limits.scrubBytes))
  return within.map(({ name, sizeBytes }) => ({ name, sizeBytes }))
}

/** How many from the start fit into that many bytes together; at least one. */
function countWithin(blobs: readonly StoredBlob[], bytesMax: number): number {
  let bytes = 0
  const over = blobs.findIndex(({ sizeBytes }) => {
    bytes += sizeBytes
    return bytes > bytesMax
  })
  return over < 0 ? blobs.length : Math.max(1, over)
}
