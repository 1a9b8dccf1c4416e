import type { X509Certificate } from 'node:crypto'
import { connect as dialTcp, type Socket } from 'node:net'
import { connect, createSecureContext, type SecureContext, type TLSSocket } from 'node:tls'
import { loopback } from '@understudy/lab-channel'

/** A host of the lab, and the office from which it is dialled. */
export interface Destination {
  readonly host: string
  readonly office: string
}

export interface SiteDialerOptions {
  /** The name every certificate is checked against, whatever the address: hosts file (NET-06). */
  readonly siteHostname: string
  /** PEM certificates to trust; empty = those of the system. */
  readonly trusted: readonly string[]
  /** Where the doors are. Default: on loopback. */
  readonly doorHost?: string
  /** The port there that leads from that office to that host of the lab. */
  readonly doorTo: (to: Destination) => number | undefined
  /** Told of each connection and the stream that runs over it. */
  readonly watch?: (connection: Socket, stream: TLSSocket) => void
}

/**
 * Opens TLS 1.3 connections to the site (SEC-01), each with its own handshake: appliances give no tickets, so that only
 * the link's key can resume.
 */
export class SiteDialer {
  readonly #options: SiteDialerOptions
  /** Made once: reading the certificates again for each connection costs more than the handshake. */
  readonly #context: SecureContext

  constructor(options: SiteDialerOptions) {
    this.#options = options
    this.#context = createSecureContext({
      minVersion: 'TLSv1.3',
      ...(options.trusted.length === 0 ? {} : { ca: [...options.trusted] }),
    })
  }

  get siteHostname(): string {
    return this.#options.siteHostname
  }

  /** A socket about to connect; undefined if nobody in the lab has that name. */
  dial(to: Destination): TLSSocket | undefined {
    const { siteHostname, doorTo, watch, doorHost = loopback.host } = this.#options
    const port = doorTo(to)
    if (port === undefined) return undefined
    const connection = dialTcp({ host: doorHost, port, noDelay: true })
    const socket = connect({
      socket: connection,
      servername: siteHostname,
      secureContext: this.#context,
      ALPNProtocols: ['http/1.1'],
      checkServerIdentity: (name, shown) => identityError(name, shown as unknown),
    })
    // Node would turn the whole chain into objects for that check, a sixth of this process's time.
    Object.assign(socket, { getPeerCertificate: () => socket.getPeerX509Certificate() })
    connection.on('error', (error) => socket.destroy(error))
    watch?.(connection, socket)
    return socket
  }
}

/** Checks that the certificate, whose signature is already checked, is for that name (RFC 6125). */
function identityError(name: string, shown: unknown): Error | undefined {
  const certificate = shown as X509Certificate | undefined
  if (certificate?.checkHost(name) !== undefined) return undefined
  const error = new Error(`The certificate is not for ${name}.`)
  return Object.assign(error, { code: 'ERR_TLS_CERT_ALTNAME_INVALID' })
}
