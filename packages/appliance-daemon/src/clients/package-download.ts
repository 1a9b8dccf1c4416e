import type { Work } from '@understudy/lab-channel'
import type { WebSocket } from 'ws'

/**
 * Each download sends one piece at a time, so that all clients get their turn and memory is bounded by one piece per
 * connection.
 */
const pieceBytes = 64 * 1024
/** The client does not care what is in a package. */
const piece = Buffer.alloc(pieceBytes, 'understudy')

/** Streams that many bytes to a client as fast as it takes them; stops early if the connection ends. */
export function sendPackage(socket: WebSocket, sizeBytes: number, work: Work): void {
  let leftBytes = sizeBytes
  const sendNext = (): void => {
    if (socket.readyState !== socket.OPEN) return
    const next = leftBytes < pieceBytes ? piece.subarray(0, leftBytes) : piece
    leftBytes -= next.length
    socket.send(next, onSent)
  }
  const onSent = (error?: Error | null): void => {
    // A failed connection reports itself with its close.
    if (leftBytes === 0 || (error !== undefined && error !== null)) return
    work.begin()
    setImmediate(() => {
      sendNext()
      work.end()
    })
  }
  sendNext()
}
