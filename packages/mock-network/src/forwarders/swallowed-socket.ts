import type { Socket } from 'node:net'

/** About what a sender's kernel takes before it waits for an answer; one more read may follow. */
const takenBytesMax = 16 * 1024

/**
 * A connection that nobody answers. A little is read, to notice a client that gives up, and then no more. What was read
 * is kept while somebody may still answer.
 */
export class SwallowedSocket {
  readonly #socket: Socket
  readonly #closed: () => void
  #kept: Buffer[] | undefined
  #takenBytes = 0
  #gone: () => void = () => undefined

  /** `closed` is called once when the client gives up or the socket is destroyed. */
  constructor(socket: Socket, keeps: boolean, closed: () => void) {
    this.#socket = socket
    this.#closed = closed
    this.#kept = keeps ? [] : undefined
    socket.on('data', this.#onData).on('end', this.#onEnd).on('error', ignore)
    socket.on('close', this.#onClose)
    socket.resume()
  }

  /** Calls `handler` (only the last one given counts) when the connection is gone. */
  onGone(handler: () => void): void {
    this.#gone = handler
  }

  /** Nobody will answer any more. */
  forget(): void {
    this.#kept = undefined
  }

  /** Gives the socket back as it came: paused, with all its bytes unread. */
  release(): Socket {
    const socket = this.#socket
    socket.pause()
    socket.off('data', this.#onData).off('end', this.#onEnd).off('close', this.#onClose)
    if (this.#kept !== undefined && this.#kept.length > 0) socket.unshift(Buffer.concat(this.#kept))
    this.#kept = undefined
    return socket
  }

  destroy(): void {
    this.#socket.destroy()
  }

  readonly #onData = (chunk: Buffer): void => {
    this.#kept?.push(chunk)
    this.#takenBytes += chunk.length
    if (this.#takenBytes >= takenBytesMax) this.#socket.pause()
  }

  readonly #onEnd = (): void => {
    this.#socket.destroy()
  }

  readonly #onClose = (): void => {
    this.#kept = undefined
    this.#gone()
    this.#closed()
  }
}

const ignore = (): void => undefined
