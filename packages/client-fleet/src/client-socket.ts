import type { IncomingMessage } from 'node:http'
import {
  type ConnectFailure,
  clientChannelPath,
  limits,
  type OutgoingClientMessage,
  type ServerMessage,
} from '@understudy/shared'
import { WebSocket } from 'ws'
import { connectFailureOf } from './connect-failure.ts'
import { IncomingFrames } from './incoming-frames.ts'
import { Outbox } from './outbox.ts'
import { refusalInResponse } from './refusal-in-response.ts'
import type { Destination, SiteDialer } from './site-dialer.ts'

/** First `onOpened` or `onFailed`, then messages, finally `onClosed`; none of them synchronously. */
export interface ClientSocketHandlers {
  readonly onOpened: () => void
  readonly onFailed: (reason: ConnectFailure) => void
  readonly onMessage: (message: ServerMessage) => void
  readonly onClosed: (reason: string) => void
}

/** Real time: how long the other side may take to answer a close. */
const closeTimeoutMs = 1_000

/** One connection of the clients' channel: WebSocket over TLS 1.3 through the lab's network. */
export class ClientSocket {
  readonly #handlers: ClientSocketHandlers
  readonly #socket: WebSocket | undefined
  readonly #outbox = new Outbox((frame, onSent) => this.#sendFrame(frame, onSent))
  readonly #incoming = new IncomingFrames()
  #stage: 'dialing' | 'open' | 'over' = 'dialing'
  #lastWords = 'connection lost'

  constructor(dialer: SiteDialer, to: Destination, handlers: ClientSocketHandlers) {
    this.#handlers = handlers
    const carrier = dialer.dial(to)
    if (carrier === undefined) {
      setImmediate(() => this.#fail('unreachable'))
      return
    }
    const socket = new WebSocket(`wss://${dialer.siteHostname}${clientChannelPath}`, {
      createConnection: () => carrier,
      perMessageDeflate: false,
      maxPayload: limits.serverFrameBytesMax,
      // JSON parsing checks text; recordings and updates are not text.
      skipUTF8Validation: true,
    })
    this.#socket = socket
    socket.on('open', () => {
      if (this.#stage !== 'dialing') return
      this.#stage = 'open'
      handlers.onOpened()
    })
    socket.on('message', (data: Buffer, isBinary) => this.#receive(data, isBinary))
    socket.on('unexpected-response', (request, response) => {
      request.destroy()
      this.#onTurnedAway(response)
    })
    socket.on('error', (error) => this.#onError(error))
    socket.on('close', (_code, reason) => this.#onClose(reason.toString()))
  }

  send(message: OutgoingClientMessage): void {
    this.#outbox.push(message)
  }

  /** Gives up dialling: no answer in time. */
  expire(): void {
    if (this.#stage !== 'dialing') return
    this.#fail('timeout')
    this.#socket?.terminate()
  }

  /** Closes; no handler is called afterwards. Idempotent. */
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

  /** Closes without a goodbye. */
  terminate(): void {
    this.#stage = 'over'
    this.#socket?.terminate()
  }

  #receive(data: Buffer, isBinary: boolean): void {
    if (this.#stage !== 'open') return
    const message = isBinary
      ? this.#incoming.onBytes(data.length)
      : this.#incoming.onText(data.toString())
    if (message === 'nothing') return
    if (message !== 'unexpected') {
      this.#handlers.onMessage(message)
      return
    }
    this.#lastWords = 'the site sent what is no message of the channel'
    this.#socket?.terminate()
  }

  /** Refused before a channel was opened, to spare the appliance the work: the client sees no difference. */
  #onTurnedAway(response: IncomingMessage): void {
    if (this.#stage !== 'dialing') return
    const refused = refusalInResponse(response)
    if (refused === undefined) {
      this.#fail('reset')
      return
    }
    this.#stage = 'open'
    this.#handlers.onOpened()
    this.#handlers.onMessage(refused)
    this.#onClose(refused.code)
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
      // What could not be sent was lost with the connection, whose close reports it.
      if (error === undefined || error === null) onSent()
    })
  }
}
