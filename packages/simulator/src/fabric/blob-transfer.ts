import { limits } from '@understudy/shared'
import type { Scheduler } from '../scheduler/scheduler.ts'
import type { Blob, LinkEnd } from './link.ts'

/** What recordings travel at: 100 MiB a second. */
const bytesPerMs = (100 * 1024 * 1024) / 1_000
/** Recordings become durable, and are told of, in pieces of about this size. */
const pieceBytes = 8 * 1024 * 1024

/**
 * Sends the recordings that the other end wants, piece after piece at the bandwidth. It stops with
 * the link; what has arrived by then stays.
 */
export function sendBlobs(scheduler: Scheduler, end: LinkEnd, wanted: readonly Blob[]): void {
  const absent = wanted.find((blob) => !end.host.blobs.has(blob.name))
  if (absent !== undefined) {
    end.link?.sendFrom(end, {
      kind: 'blobs-absent',
      reason: `${end.host.name} does not hold the recording ${absent.name}`,
    })
    return
  }
  sendPieces(scheduler, end, wanted, 0)
}

function sendPieces(
  scheduler: Scheduler,
  end: LinkEnd,
  wanted: readonly Blob[],
  from: number,
): void {
  if (from === wanted.length || end.state === 'closed') return
  let to = from
  let bytes = 0
  while (to < wanted.length && to - from < limits.blobsPerFetch && bytes < pieceBytes) {
    bytes += wanted[to]?.sizeBytes ?? 0
    to += 1
  }
  scheduler.after(Math.ceil(bytes / bytesPerMs), () => {
    if (end.state === 'closed') return
    end.link?.sendFrom(end, { kind: 'blobs', blobs: wanted.slice(from, to) })
    sendPieces(scheduler, end, wanted, to)
  })
}
