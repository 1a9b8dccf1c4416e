import { X509Certificate } from 'node:crypto'
import {
  createAuthority,
  type ExportParts,
  issueCertificate,
  type ReadCertificate,
} from '../../src/index.ts'

const now = new Date()
const authority = createAuthority('Understudy lab x', now)
const { keyPem, certificatePem } = issueCertificate(
  authority,
  ['support.example.com', '192.0.2.10'],
  now,
)

/** A certificate of an authority, with its key and its chain. */
export const parts = {
  keyPem,
  certificatePem: certificatePem.slice(0, certificatePem.length - authority.certificatePem.length),
  chainPem: authority.certificatePem,
} as const satisfies ExportParts

export const fingerprint = new X509Certificate(parts.certificatePem).fingerprint256
  .replaceAll(':', '')
  .toLowerCase()

/** What was read is that certificate, with its key and its chain. */
export const isWhole = (read: ReadCertificate | { readonly code: string }): boolean =>
  'facts' in read &&
  read.facts.fingerprint === fingerprint &&
  read.keyPem === parts.keyPem &&
  read.chainPem === parts.chainPem
