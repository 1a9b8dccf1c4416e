import type { ConnectFailure, OutgoingClientMessage, ServerMessage } from '@understudy/shared'
import { WebSocket } from 'ws'
import { connectFailureOf } from './connect-failure.ts'
import { Outbox } from './outbox.ts'
import { parseServerMessage } from './server-message.ts'
import type { SiteDialer } from './site-dialer.ts'

/** First `onOpened` or `onFailed`, then messages, at last `onClosed`; none of them at once. */
export interface ClientSocketHandlers {
  readonly onOpened: () => void
  readonly onFailed: (reason: ConnectFailure) => void
  readonly onMessage: (message: ServerMessage) => void
  readonly onClosed: (reason: string) => void
}

const frameBytesMax = 1024 * 1024
/** Real time: how long the other side may take to answer a close. */
const closeTimeoutMs = 1_000

/** One connection of the clients' channel: WebSocket over TLS 1.3 through the lab's network. */
export class ClientSocket {
  readonly #handlers: ClientSocketHandlers
  readonly #socket: WebSocket | undefined
  readonly #outbox = new Outbox((frame, onSent) => this.#sendFrame(frame, onSent))
  #stage: 'dialing' | 'open' | 'over' = 'dialing'
  #lastWords = 'connection lost'

  constructor(dialer: SiteDialer, host: string, handlers: ClientSocketHandlers) {
    this.#handlers = handlers
    const carrier = dialer.dial(host)
    if (carrier === undefined) {
      setImmediate(() => this.#fail('unreachable'))
      return
    }
    const socket = new WebSocket(`wss://${dialer.siteHostname}/channel`, {
      createConnection: () => carrier,
      perMessageDeflate: false,
      maxPayload: frameBytesMax,
    })
    this.#socket = socket
    socket.on('open', () => {
      if (this.#stage !== 'dialing') return
      this.#stage = 'open'
      handlers.onOpened()
    })
    socket.on('message', (data, isBinary) => this.#receive(isBinary ? '' : String(data)))
    socket.on('error', (error) => this.#onError(error))
    socket.on('close', (_code, reason) => this.#onClose(reason.toString()))
  }

  send(message: OutgoingClientMessage): void {
    this.#outbox.push(message)
  }

  /** Gives up dialling: nothing was heard in time. */
  expire(): void {
    if (this.#stage !== 'dialing') return
    this.#fail('timeout')
    this.#socket?.terminate()
  }

  /** Closes; no handler is called any more. Idempotent. */
  close(): void {
    const socket = this.#socket
    if (socket === undefined || this.#stage === 'over') {
      this.#stage = 'over'
      return
    }
    const wasOpen = this.#stage === 'open'
    this.#stage = 'over'
    if (!wasOpen) {
      socket.terminate()
      return
    }
    socket.close(1000)
    const timeout = setTimeout(() => socket.terminate(), closeTimeoutMs)
    socket.on('close', () => clearTimeout(timeout))
  }

  /** Without a goodbye. */
  terminate(): void {
    this.#stage = 'over'
    this.#socket?.terminate()
  }

  #receive(text: string): void {
    if (this.#stage !== 'open') return
    const message = parseServerMessage(text)
    if (message !== undefined) {
      this.#handlers.onMessage(message)
      return
    }
    this.#lastWords = 'the site sent what is no message of the channel'
    this.#socket?.terminate()
  }

  #onError(error: Error): void {
    const failure = connectFailureOf(error)
    this.#lastWords = failure
    if (this.#stage === 'dialing') this.#fail(failure)
  }

  #onClose(reason: string): void {
    if (this.#stage === 'dialing') this.#fail('reset')
    if (this.#stage === 'over') return
    this.#stage = 'over'
    this.#handlers.onClosed(reason === '' ? this.#lastWords : reason)
  }

  #fail(reason: ConnectFailure): void {
    if (this.#stage === 'over') return
    this.#stage = 'over'
    this.#handlers.onFailed(reason)
  }

  #sendFrame(frame: string | Buffer, onSent: () => void): void {
    if (this.#socket?.readyState !== WebSocket.OPEN) return
    this.#socket.send(frame, (error) => {
      // What could not be sent was lost with the connection, which is told by its close.
      if (error === undefined || error === null) onSent()
    })
  }
}
