import { type Static, Type } from 'typebox'
import type { Frozen } from '../operations/operation.ts'

const Name = Type.String({ maxLength: 1_024 })
const Fingerprint = Type.String({ pattern: '^[0-9a-f]{64}$' })

/**
 * What a certificate says, read once where its bytes are; whoever judges it needs nothing else (CRT-01, CRT-02). In the
 * virtual world there are no bytes, and the facts are the same.
 */
export const CertificateFacts = Type.Object({
  /** The common name of its subject, or the first of its names. */
  issuedTo: Name,
  issuedBy: Name,
  /** Host names, perhaps with a wildcard, and IP addresses. */
  names: Type.Array(Name, { maxItems: 1_000 }),
  validFromMs: Type.Integer(),
  validUntilMs: Type.Integer(),
  /** SHA-256 of the certificate, and of its public key. */
  fingerprint: Fingerprint,
  publicKey: Fingerprint,
  /** Its own key has signed it. */
  selfSigned: Type.Boolean(),
  /** Who has signed the last certificate of the chain that comes with it; itself, where it ends at an authority. */
  chainEndsAt: Name,
  /** The chain reaches an authority that signs itself; true for a self-signed one. */
  chainComplete: Type.Boolean(),
})
export type CertificateFacts = Frozen<Static<typeof CertificateFacts>>
