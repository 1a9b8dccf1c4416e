import { constants } from 'node:crypto'
import { createServer, type Server } from 'node:https'
import type { TLSSocket } from 'node:tls'
import { linkIdentity } from '../link/link-keys.ts'

export interface ServerCertificate {
  readonly keyPem: string
  readonly certificatePem: string
}

/**
 * Only suites of SHA-256 work with an external key, and a suite of another hash in the list would
 * let a handshake that had named the key go on by certificate (RFC 8446 4.2.11).
 */
const ciphers = 'TLS_AES_128_GCM_SHA256:TLS_CHACHA20_POLY1305_SHA256'

/** Real time: a handshake, a request's head and a whole request may take so long, idle ones stay so long. */
const handshakeTimeoutMs = 5_000
const headersTimeoutMs = 10_000
const requestTimeoutMs = 60_000
const keepAliveTimeoutMs = 60_000

export interface TlsServer {
  readonly server: Server
  /** Whether the other end of that socket has proved that it holds the pre-shared key. */
  isPeer(socket: TLSSocket): boolean
}

/**
 * One TLS 1.3 port for all: who names the link's identity is authenticated by the pre-shared key,
 * mutually; everybody else is shown the certificate (DESIGN 4). `currentKey` answers null while
 * there is none.
 */
export function createTlsServer(
  certificate: ServerCertificate,
  currentKey: () => Buffer | null,
): TlsServer {
  const named = new WeakSet<TLSSocket>()
  const server = createServer({
    key: certificate.keyPem,
    cert: certificate.certificatePem,
    minVersion: 'TLSv1.3',
    ciphers,
    // Without tickets a resumed handshake can only be one by the pre-shared key: see isPeer.
    secureOptions: constants.SSL_OP_NO_TICKET,
    handshakeTimeout: handshakeTimeoutMs,
    pskCallback(socket, identity) {
      if (identity !== linkIdentity) return null
      const key = currentKey()
      if (key !== null) named.add(socket)
      return key
    },
  })
  server.headersTimeout = headersTimeoutMs
  server.requestTimeout = requestTimeoutMs
  server.keepAliveTimeout = keepAliveTimeoutMs
  // A handshake that fails is the other end's business.
  server.on('tlsClientError', (_error, socket) => socket.destroy())
  return {
    server,
    // To have named the identity is not enough: the handshake must have been completed with its key.
    isPeer: (socket) => named.has(socket) && socket.isSessionReused(),
  }
}
