import { type IncomingMessage, request } from 'node:http'
import type { ConnectFailure } from '@understudy/shared'
import { connectFailureOf } from './connect-failure.ts'
import type { Destination, SiteDialer } from './site-dialer.ts'

export type PortalResult =
  | { readonly status: number; readonly body?: string }
  | { readonly failure: ConnectFailure }

/** An API's document is taken up to this length. */
const bodyCharsMax = 256 * 1_024 * 1_024

/** `GET` of the portal or of an API's path, on its own connection. `onResult` is called once, never synchronously. */
export class PortalRequest {
  readonly #onResult: (result: PortalResult) => void
  readonly #destroy: () => void
  #over = false

  constructor(
    dialer: SiteDialer,
    to: Destination & { readonly path?: string },
    onResult: (result: PortalResult) => void,
  ) {
    this.#onResult = onResult
    const socket = dialer.dial(to)
    if (socket === undefined) {
      this.#destroy = () => undefined
      setImmediate(() => this.#settle({ failure: 'unreachable' }))
      return
    }
    this.#destroy = () => socket.destroy()
    // Plain HTTP over our own TLS socket: only one place decides on TLS.
    const asked = request({
      createConnection: () => socket,
      method: 'GET',
      path: to.path ?? '/',
      headers: { host: dialer.siteHostname, connection: 'close' },
    })
    asked.on('response', (response) => {
      const status = response.statusCode ?? 0
      if (to.path === undefined) {
        response.resume()
        this.#settle({ status })
      } else this.#readBody(response, status)
    })
    asked.on('error', (error) => this.#settle({ failure: connectFailureOf(error) }))
    asked.on('close', () => this.#settle({ failure: 'reset' }))
    asked.end()
  }

  #readBody(response: IncomingMessage, status: number): void {
    let body = ''
    response.setEncoding('utf8')
    response.on('data', (text: string) => {
      body += text
      if (body.length > bodyCharsMax) response.destroy()
    })
    response.on('end', () => this.#settle({ status, body }))
  }

  /** Gives up: no answer in time. */
  expire(): void {
    this.#settle({ failure: 'timeout' })
    this.#destroy()
  }

  /** Gives up without a result. */
  abandon(): void {
    this.#over = true
    this.#destroy()
  }

  #settle(result: PortalResult): void {
    if (this.#over) return
    this.#over = true
    this.#onResult(result)
  }
}
