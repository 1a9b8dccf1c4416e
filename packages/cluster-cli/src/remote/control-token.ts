import { createHmac, X509Certificate } from 'node:crypto'

/**
 * What opens a lab's control door and what to trust there, in one word: the SHA-256 of the lab authority's certificate,
 * and the lab's secret. So a caller needs no certificate file and gives the secret to nobody else (SEC-01).
 */
export interface ControlToken {
  /** 64 lower-case hex digits. */
  readonly fingerprint: string
  readonly secret: string
}

export const encodeControlToken = ({ fingerprint, secret }: ControlToken): string =>
  `${fingerprint}.${secret}`

/** Undefined if it is not a token. */
export function parseControlToken(text: string): ControlToken | undefined {
  const [, fingerprint, secret] = /^([0-9a-f]{64})\.([\w-]{16,256})$/.exec(text.trim()) ?? []
  return fingerprint === undefined || secret === undefined ? undefined : { fingerprint, secret }
}

/** What admits to the console of a lab in containers: whoever has the lab's token can work it out, and nobody the other way round. */
export const consoleTokenOf = ({ secret }: Pick<ControlToken, 'secret'>): string =>
  createHmac('sha256', secret).update('console').digest('base64url')

/** Throws if it is not a certificate. */
export const fingerprintOf = (certificatePem: string): string =>
  new X509Certificate(certificatePem).fingerprint256.replaceAll(':', '').toLowerCase()
