import { constants } from 'node:crypto'
import { createServer, type Server } from 'node:https'
import {
  createServer as createPlainServer,
  type TLSSocket,
  type Server as TlsListener,
  type TlsOptions,
} from 'node:tls'
import { linkIdentity } from '../link/link-keys.ts'

export interface ServerCertificate {
  readonly keyPem: string
  readonly certificatePem: string
}

/**
 * Only SHA-256 suites work with an external key; with another hash in the list, a handshake that had named the key
 * could continue by certificate (RFC 8446 4.2.11).
 */
const ciphers = 'TLS_AES_128_GCM_SHA256:TLS_CHACHA20_POLY1305_SHA256'

/** Real time limits for a handshake, a request's head, and an idle connection; http/patience.ts bounds whole requests. */
const handshakeTimeoutMs = 5_000
const headersTimeoutMs = 10_000
const keepAliveTimeoutMs = 60_000

export interface TlsServer {
  readonly server: Server
  /** One that shows another certificate and hands its connections to `server`. */
  showing(certificate: ServerCertificate): TlsListener
  /** Whether that socket's other end has proved that it holds the pre-shared key. */
  isPeer(socket: TLSSocket): boolean
}

/**
 * One TLS 1.3 port for everybody: a caller that names the link's identity is authenticated mutually by the pre-shared
 * key; everybody else is shown the certificate (DESIGN 4). `currentKey` returns null while there is none.
 */
export function createTlsServer(
  certificate: ServerCertificate,
  currentKey: () => Buffer | null,
): TlsServer {
  const named = new WeakSet<TLSSocket>()
  const optionsFor = ({ keyPem, certificatePem }: ServerCertificate): TlsOptions => ({
    key: keyPem,
    cert: certificatePem,
    minVersion: 'TLSv1.3',
    ciphers,
    ALPNProtocols: ['http/1.1'],
    // Without tickets only the pre-shared key can resume a handshake: see isPeer.
    secureOptions: constants.SSL_OP_NO_TICKET,
    handshakeTimeout: handshakeTimeoutMs,
    pskCallback(socket, identity) {
      if (identity !== linkIdentity) return null
      const key = currentKey()
      if (key !== null) named.add(socket)
      return key
    },
  })
  const server = createServer(optionsFor(certificate))
  server.headersTimeout = headersTimeoutMs
  server.requestTimeout = 0
  server.keepAliveTimeout = keepAliveTimeoutMs
  // A failed handshake is the other end's problem.
  server.on('tlsClientError', (_error, socket) => socket.destroy())
  return {
    server,
    showing(other) {
      const listener = createPlainServer(optionsFor(other))
      listener.on('tlsClientError', (_error, socket) => socket.destroy())
      listener.on('secureConnection', (socket) => server.emit('secureConnection', socket))
      return listener
    },
    // Naming the identity is not enough: the handshake must have been completed with its key.
    isPeer: (socket) => named.has(socket) && socket.isSessionReused(),
  }
}
