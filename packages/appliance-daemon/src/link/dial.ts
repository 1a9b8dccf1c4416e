import { request } from 'node:http'
import { connect as dialTcp } from 'node:net'
import { connect, type TLSSocket } from 'node:tls'
import { limits, timeouts } from '@understudy/shared'
import { WebSocket } from 'ws'
import type { Route, Surroundings } from '../surroundings/surroundings.ts'
import type { Timers } from '../timers.ts'
import { linkIdentity } from './link-keys.ts'

export type DialResult =
  | { readonly ok: true; readonly socket: WebSocket }
  | {
      readonly ok: false
      readonly reason: 'unreachable' | 'wrong-key' | 'not-an-appliance'
      readonly detail: string
    }

type Failure = Extract<DialResult, { ok: false }>

export interface DialPorts {
  readonly surroundings: Surroundings
  readonly timers: Timers
}

export interface DialTarget {
  readonly link: string
  readonly host: string
  readonly port: number
  /** null = this appliance has no pre-shared key. */
  readonly key: Buffer | null
}

/**
 * Opens a link: TCP, the TLS handshake with the pre-shared key, the WebSocket; all within `timeouts.dialMs` of lab
 * time. Never rejects: the result says how far it got and why no further.
 */
export async function dial(ports: DialPorts, target: DialTarget): Promise<DialResult> {
  const { link, host, port, key } = target
  if (key === null) return failure('wrong-key', 'this appliance has no pre-shared key')
  const route = ports.surroundings.routeTo(host, port)
  if (route === undefined) return failure('unreachable', 'nobody has that name, address and port')
  const attempt = new Attempt()
  ports.timers.after(link, timeouts.dialMs, () =>
    attempt.end(failure('unreachable', `no answer within ${timeouts.dialMs} ms`)),
  )
  // Until the first bytes are out, nobody else sees that something is under way; afterwards the network does, and an
  // answer that never comes must not hold the lab's clock.
  const { work } = ports.surroundings
  work.begin()
  attempt.secure(route, key, ports.surroundings, () => setImmediate(() => work.end()))
  const result = await attempt.result
  ports.timers.clear(link)
  return result
}

/** One attempt, step by step; the first `end` counts. */
class Attempt {
  readonly result: Promise<DialResult>
  #resolve: (result: DialResult) => void = () => undefined
  #ended = false
  #tls: TLSSocket | undefined

  constructor() {
    this.result = new Promise((resolve) => {
      this.#resolve = resolve
    })
  }

  end(result: DialResult): void {
    if (this.#ended) return
    this.#ended = true
    if (!result.ok) this.#tls?.destroy()
    this.#resolve(result)
  }

  secure(
    route: Route,
    key: Buffer,
    { watch }: Pick<Surroundings, 'watch'>,
    started: () => void,
  ): void {
    const connection = dialTcp(route)
    const tls = connect({
      socket: connection,
      minVersion: 'TLSv1.3',
      // The only suite that works everywhere with an external SHA-256 key.
      ciphers: 'TLS_AES_128_GCM_SHA256',
      pskCallback: () => ({ psk: key, identity: linkIdentity }),
      // No certificate authenticates a link: if one is shown, #onSecure ends the attempt.
      rejectUnauthorized: false,
      checkServerIdentity: () => undefined,
    })
    connection.on('error', (error) => tls.destroy(error))
    watch(connection, tls)
    this.#tls = tls
    let counted = true
    const once = (): void => {
      if (counted) started()
      counted = false
    }
    tls.once('connect', once)
    tls.once('close', once)
    tls.on('error', (error: NodeJS.ErrnoException) => this.end(failureOf(error)))
    tls.on('close', () => this.end(failure('unreachable', 'the connection was closed')))
    tls.once('secureConnect', () => this.#onSecure(tls, route.host))
  }

  #onSecure(tls: TLSSocket, host: string): void {
    if (this.#ended) return
    // A handshake with the key alone counts as resumed and shows no certificate.
    if (tls.isSessionReused()) this.#open(tls, host)
    else this.#askWhoItIs(tls, host)
  }

  #open(tls: TLSSocket, host: string): void {
    const socket = new WebSocket(`wss://${host}/link`, {
      createConnection: () => tls,
      ...linkSocketOptions,
      // TLS already gives the protection that masking is for; zeros cost nothing (RFC 6455 10.3).
      generateMask: () => undefined,
    })
    socket.once('open', () => this.end({ ok: true, socket }))
    socket.once('unexpected-response', (_request, response) => {
      response.destroy()
      this.end(failure('not-an-appliance', `it answered ${response.statusCode} instead of a link`))
    })
    socket.once('error', (error) => this.end(failure('not-an-appliance', error.message)))
  }

  /** The other end ignored our key: an appliance without this one, or something else? */
  #askWhoItIs(tls: TLSSocket, host: string): void {
    const asked = request({ host, path: '/', createConnection: () => tls }, (response) => {
      const isAppliance = response.headers['x-understudy-appliance'] !== undefined
      response.destroy()
      this.end(
        isAppliance
          ? failure('wrong-key', 'the peer has no pre-shared key')
          : failure('not-an-appliance', 'it is another HTTPS server'),
      )
    })
    asked.on('error', () => this.end(failure('not-an-appliance', 'it speaks TLS, but not HTTP')))
    asked.end()
  }
}

export const linkSocketOptions = {
  perMessageDeflate: false,
  maxPayload: limits.linkFrameBytesMax,
  skipUTF8Validation: true,
} as const

const failure = (reason: Failure['reason'], detail: string): Failure => ({
  ok: false,
  reason,
  detail,
})

/** OpenSSL's alerts for a wrong key (RFC 8446 4.2.11.2), as Node.js names them. */
const wrongKeyAlerts = /ALERT_(DECRYPT_ERROR|ILLEGAL_PARAMETER|UNKNOWN_PSK_IDENTITY)/

function failureOf(error: NodeJS.ErrnoException): Failure {
  const code = error.code ?? ''
  if (wrongKeyAlerts.test(code)) return failure('wrong-key', 'the keys do not match')
  if (code.startsWith('ERR_SSL_')) return failure('not-an-appliance', `TLS failed (${code})`)
  return failure('unreachable', error.message)
}
