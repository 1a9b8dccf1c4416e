import type { Work } from '@understudy/lab-channel'
import type { WebSocket } from 'ws'

/**
 * One piece of each download is under way at a time, so that all clients get their turn, and memory is
 * bounded by a piece for each connection.
 */
const pieceBytes = 64 * 1024
/** What is in a package does not matter to who downloads it. */
const piece = Buffer.alloc(pieceBytes, 'understudy')

/** Streams that many bytes to a client, as fast as it takes them; ends early where the connection does. */
export function sendPackage(socket: WebSocket, sizeBytes: number, work: Work): void {
  let leftBytes = sizeBytes
  const sendNext = (): void => {
    if (socket.readyState !== socket.OPEN) return
    const next = leftBytes < pieceBytes ? piece.subarray(0, leftBytes) : piece
    leftBytes -= next.length
    socket.send(next, onSent)
  }
  const onSent = (error?: Error | null): void => {
    // A connection that fails tells so by its close.
    if (leftBytes === 0 || (error !== undefined && error !== null)) return
    work.begin()
    setImmediate(() => {
      sendNext()
      work.end()
    })
  }
  sendNext()
}
