import { request } from 'node:http'
import type { ConnectFailure } from '@understudy/shared'
import { connectFailureOf } from './connect-failure.ts'
import type { Destination, SiteDialer } from './site-dialer.ts'

export type PortalResult = { readonly status: number } | { readonly failure: ConnectFailure }

/** Requests the portal, `GET /`, on its own connection. `onResult` is called once, never synchronously. */
export class PortalRequest {
  readonly #onResult: (result: PortalResult) => void
  readonly #destroy: () => void
  #over = false

  constructor(dialer: SiteDialer, to: Destination, onResult: (result: PortalResult) => void) {
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
      path: '/',
      headers: { host: dialer.siteHostname, connection: 'close' },
    })
    asked.on('response', (response) => {
      response.resume()
      this.#settle({ status: response.statusCode ?? 0 })
    })
    asked.on('error', (error) => this.#settle({ failure: connectFailureOf(error) }))
    asked.on('close', () => this.#settle({ failure: 'reset' }))
    asked.end()
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
