import { X509Certificate } from 'node:crypto'

/**
 * What admits to a lab's control door, and what to trust there, in one word: the SHA-256 of the certificate of the lab's
 * authority, and the lab's secret. So a caller needs no file of certificates, and gives the secret to nobody else (SEC-01).
 */
export interface ControlToken {
  /** 64 lower-case hex digits. */
  readonly fingerprint: string
  readonly secret: string
}

export const encodeControlToken = ({ fingerprint, secret }: ControlToken): string =>
  `${fingerprint}.${secret}`

/** Undefined where it is none. */
export function parseControlToken(text: string): ControlToken | undefined {
  const [, fingerprint, secret] = /^([0-9a-f]{64})\.([\w-]{16,256})$/.exec(text.trim()) ?? []
  return fingerprint === undefined || secret === undefined ? undefined : { fingerprint, secret }
}

/** Throws where it is no certificate. */
export const fingerprintOf = (certificatePem: string): string =>
  new X509Certificate(certificatePem).fingerprint256.replaceAll(':', '').toLowerCase()
