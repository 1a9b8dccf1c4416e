import type { CertificateFacts } from '@understudy/shared'

/**
 * Certificates are valid in real time, and an appliance knows lab time alone (DESIGN 5): its own copy of the facts is
 * moved by the difference, so that what is valid now is valid there.
 */
export const inLabTime = (facts: CertificateFacts, labAheadMs: number): CertificateFacts => ({
  ...facts,
  validFromMs: facts.validFromMs + labAheadMs,
  validUntilMs: facts.validUntilMs + labAheadMs,
})
