import { limits } from '@understudy/shared'
import type { Scheduler } from '../scheduler/scheduler.ts'
import type { Blob, LinkEnd } from './link.ts'

/** How fast recordings travel: 100 MiB a second. */
const usualBytesPerMs = (100 * 1024 * 1024) / 1_000
/** Recordings become durable, and are reported, in pieces of about this size. */
const pieceBytes = 8 * 1024 * 1024

/**
 * Sends the recordings that the other end wants and this one has, piece after piece at the bandwidth. It stops with
 * the link; what has arrived by then stays.
 */
export function sendBlobs(
  scheduler: Scheduler,
  end: LinkEnd,
  wanted: readonly Blob[],
  bytesPerSecond: number | null,
): void {
  const bytesPerMs = Math.min(usualBytesPerMs, (bytesPerSecond ?? Number.POSITIVE_INFINITY) / 1_000)
  const { host } = end
  const lost = host.blobs.check(wanted, 'content')
  const [absent] = [...lost.absent, ...lost.damaged]
  if (absent !== undefined) host.deliver({ kind: 'blobs-lost', ...lost })
  const held = wanted.filter((blob) => host.blobs.holds(blob))
  sendPieces({ scheduler, end, bytesPerMs }, held, 0, () => {
    if (absent === undefined) return
    const reason = `${host.name} does not hold the recording ${absent}`
    end.link?.sendFrom(end, { kind: 'blobs-absent', reason })
  })
}

interface Transfer {
  readonly scheduler: Scheduler
  readonly end: LinkEnd
  readonly bytesPerMs: number
}

function sendPieces(
  transfer: Transfer,
  wanted: readonly Blob[],
  from: number,
  onSent: () => void,
): void {
  const { scheduler, end, bytesPerMs } = transfer
  if (end.state === 'closed') return
  if (from === wanted.length) {
    onSent()
    return
  }
  let to = from
  let bytes = 0
  while (
    to < wanted.length &&
    to - from < limits.blobsPerFetch &&
    bytes < Math.min(pieceBytes, bytesPerMs * 1_000)
  ) {
    bytes += wanted[to]?.sizeBytes ?? 0
    to += 1
  }
  scheduler.after(Math.ceil(bytes / bytesPerMs), () => {
    if (end.state === 'closed') return
    end.link?.sendFrom(end, { kind: 'blobs', blobs: wanted.slice(from, to) })
    sendPieces(transfer, wanted, to, onSent)
  })
}
