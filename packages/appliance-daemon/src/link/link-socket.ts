import { type AnyLinkMessage, limits, type Refusal, refusal } from '@understudy/shared'
import type { WebSocket } from 'ws'
import { decodeLinkMessage, encodeLinkMessage } from './codec.ts'

export interface LinkSocketHandlers {
  readonly onMessage: (message: AnyLinkMessage) => void
  /** The other end broke the protocol; the link is being closed because of it. */
  readonly onRefused: (why: Refusal) => void
  /** Called once, whatever ended it. */
  readonly onClosed: (reason: string) => void
}

/** How much a peer that does not read may leave in our memory before the link is given up. */
const bufferedBytesMax = 64 * 1024 * 1024
const closeTimeoutMs = 1_000

const closeCode = { normal: 1000, protocolError: 1002 } as const

/** One link to the peer: frames in and out; every received one is checked. */
export class LinkSocket {
  readonly #socket: WebSocket
  readonly #handlers: LinkSocketHandlers
  #closing: string | undefined
  #closed = false

  constructor(socket: WebSocket, handlers: LinkSocketHandlers) {
    this.#socket = socket
    this.#handlers = handlers
    socket.binaryType = 'nodebuffer'
    socket.on('message', (data, isBinary) => this.#receive(data as Buffer, isBinary))
    socket.on('error', (error: NodeJS.ErrnoException) => this.#onError(error))
    socket.on('close', (_code, reason) => this.#onClose(reason.toString()))
  }

  /** Sends a message; `sent` is called when the system has taken it, or never if the link ends first. */
  send(message: AnyLinkMessage, sent?: () => void): void {
    if (this.#closing !== undefined || this.#closed) return
    if (this.#socket.bufferedAmount > bufferedBytesMax) {
      this.#abort('the peer does not read')
      return
    }
    this.#socket.send(encodeLinkMessage(message), (error) => {
      if (error === undefined || error === null) sent?.()
    })
  }

  get bufferedBytes(): number {
    return this.#socket.bufferedAmount
  }

  /** Closes after sending what is queued; tells the peer the reason. Idempotent. */
  close(reason: string, code: number = closeCode.normal): void {
    if (this.#closing !== undefined || this.#closed) return
    this.#closing = reason
    this.#socket.close(code, closeReason(reason))
    // Through a cut cable the peer's confirmation never comes.
    setTimeout(() => this.#socket.terminate(), closeTimeoutMs).unref()
  }

  /** What the other end sent breaks the protocol. */
  refuse(why: Refusal): void {
    if (this.#closing !== undefined || this.#closed) return
    this.#handlers.onRefused(why)
    this.close(why.message, closeCode.protocolError)
  }

  #receive(frame: Buffer, isBinary: boolean): void {
    if (this.#closing !== undefined) return
    if (!isBinary) {
      this.refuse(refusal('protocol-error', { expected: 'a binary frame', found: 'a text frame' }))
      return
    }
    const decoded = decodeLinkMessage(frame)
    if (decoded.ok) this.#handlers.onMessage(decoded.value)
    else this.refuse(decoded.refusal)
  }

  #onError(error: NodeJS.ErrnoException): void {
    if (this.#closing !== undefined) return
    // `ws` has found an invalid frame, or one over maxPayload, and closes by itself.
    if (error.code?.startsWith('WS_ERR_') === true) {
      const why = refusalOf(error)
      this.#handlers.onRefused(why)
      this.#closing = why.message
      return
    }
    this.#closing = `the connection failed: ${error.message}`
  }

  #abort(reason: string): void {
    this.#closing = reason
    this.#socket.terminate()
  }

  #onClose(peersReason: string): void {
    if (this.#closed) return
    this.#closed = true
    const peers =
      peersReason === '' ? 'the connection was lost' : `the peer closed it: ${peersReason}`
    this.#handlers.onClosed(this.#closing ?? peers)
  }
}

function refusalOf(error: NodeJS.ErrnoException): Refusal {
  return error.code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH'
    ? refusal('too-large', { found: 'a frame of more', expected: limits.linkFrameBytesMax })
    : refusal('protocol-error', { expected: 'a WebSocket frame', found: error.message })
}

/** A close frame holds at most 123 bytes of reason. */
function closeReason(reason: string): string {
  let text = reason
  while (Buffer.byteLength(text) > 123) text = text.slice(0, -1)
  return text
}
