import { type KeyObject, randomBytes, sign } from 'node:crypto'
import {
  bits,
  explicit,
  fromDer,
  integer,
  type Node,
  oid,
  sequence,
  setOf,
  toDer,
  utcTime,
  utf8,
} from './der.ts'
import { pemOf } from './pem.ts'
import type { Validity } from './validity.ts'

export interface CertificateParts {
  /** Common names; equal if it is self-signed. */
  readonly subject: string
  readonly issuer: string
  /** EC P-256. */
  readonly publicKey: KeyObject
  readonly issuerKey: KeyObject
  readonly extensions: readonly Node[]
  readonly validity: Validity
}

const commonName = '2.5.4.3'
const ecdsaWithSha256 = '1.2.840.10045.4.3.2'

/** An X.509 version 3 certificate, PEM, signed with ECDSA and SHA-256 (RFC 5280, RFC 5758). */
export function signedCertificate(parts: CertificateParts): string {
  const body = tbsCertificate(parts)
  const signature = sign('sha256', toDer(body), parts.issuerKey).toString('latin1')
  return pemOf('CERTIFICATE', toDer(sequence(body, signatureAlgorithm(), bits(signature))))
}

function tbsCertificate({
  subject,
  issuer,
  publicKey,
  extensions,
  validity,
}: CertificateParts): Node {
  return sequence(
    explicit(0, integer('\x02')),
    integer(serialNumber()),
    signatureAlgorithm(),
    distinguishedName(issuer),
    sequence(utcTime(validity.from), utcTime(validity.until)),
    distinguishedName(subject),
    fromDer(publicKey.export({ type: 'spki', format: 'der' })),
    explicit(3, sequence(...extensions)),
  )
}

/** Positive, and always of full length in DER. */
function serialNumber(): string {
  const serial = randomBytes(16)
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40
  return serial.toString('latin1')
}

export const signatureAlgorithm = (): Node => sequence(oid(ecdsaWithSha256))

export const distinguishedName = (name: string): Node =>
  sequence(setOf(sequence(oid(commonName), utf8(name))))
