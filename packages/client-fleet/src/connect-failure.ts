import type { ConnectFailure } from '@understudy/shared'

const unreachable = new Set(['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL'])

/** OpenSSL's verdicts on a chain, and Node's on a name; other TLS errors come from a dying peer. */
const certificate =
  /^(CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_CERT_|INVALID_CA|INVALID_PURPOSE|HOSTNAME_MISMATCH)/

/** What a socket's error means to a client. */
export function connectFailureOf(error: NodeJS.ErrnoException): ConnectFailure {
  const { code = '' } = error
  if (unreachable.has(code)) return 'unreachable'
  return certificate.test(code) ? 'certificate' : 'reset'
}
