import type { CertificateFacts } from './facts.ts'
import { coversHost } from './names.ts'

/** What may be wrong with a certificate that an appliance serves (CRT-02). */
export const certificateWarnings = [
  'expired',
  'not-yet-valid',
  'expires-soon',
  'wrong-name',
  'no-chain',
  'self-signed',
] as const
export type CertificateWarning = (typeof certificateWarnings)[number]

const dayMs = 86_400_000
/** From then on a new one should be asked for. */
const expiresSoonMs = 30 * dayMs

/** What a certificate is held against. */
export interface CertificateUse {
  /** The name that clients dial, whatever the address. */
  readonly siteHostname: string
  readonly nowMs: number
}

type Rule = (facts: CertificateFacts, use: CertificateUse) => boolean

const rules: Readonly<Record<CertificateWarning, Rule>> = {
  expired: ({ validUntilMs }, { nowMs }) => nowMs > validUntilMs,
  'not-yet-valid': ({ validFromMs }, { nowMs }) => nowMs < validFromMs,
  'expires-soon': ({ validUntilMs }, { nowMs }) =>
    nowMs <= validUntilMs && validUntilMs - nowMs < expiresSoonMs,
  'wrong-name': ({ names }, { siteHostname }) => !coversHost(names, siteHostname),
  'no-chain': ({ chainComplete }) => !chainComplete,
  'self-signed': ({ selfSigned }) => selfSigned,
}

/** What the row of that certificate warns of, in the order of the table. */
export const warningsOf = (
  facts: CertificateFacts,
  use: CertificateUse,
): readonly CertificateWarning[] =>
  certificateWarnings.filter((warning) => rules[warning](facts, use))

const sentences: Readonly<Record<CertificateWarning, (host: string) => string>> = {
  expired: () => 'has expired',
  'not-yet-valid': () => 'is not valid yet',
  'expires-soon': () => 'expires within 30 days',
  'wrong-name': (host) => `is not for ${host}`,
  'no-chain': () => 'lacks the certificates of its chain',
  'self-signed': () => 'is signed by nobody but itself',
}

/** As people say it: "has expired, is not for support.example.com". */
export const warningText = (
  warnings: readonly CertificateWarning[],
  siteHostname: string,
): string => warnings.map((warning) => sentences[warning](siteHostname)).join(', ')

/**
 * Why a client that trusts only that authority ends its handshake (CRT-02); null = it takes the certificate. What Node
 * and OpenSSL object to, in the same order: the chain, the dates, the name.
 */
export function clientObjection(
  facts: CertificateFacts,
  use: CertificateUse,
  trustedAuthority: string,
): 'untrusted' | 'expired' | 'not-yet-valid' | 'wrong-name' | null {
  if (facts.chainEndsAt !== trustedAuthority) return 'untrusted'
  if (rules.expired(facts, use)) return 'expired'
  if (rules['not-yet-valid'](facts, use)) return 'not-yet-valid'
  return rules['wrong-name'](facts, use) ? 'wrong-name' : null
}
