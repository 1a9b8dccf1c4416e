import { X509Certificate } from 'node:crypto'
import { signedCertificate } from './certificate.ts'
import { authorityExtensions, keyIdentifiers, serverExtensions } from './extensions.ts'
import { createKeyPair, keyPairOf } from './key-pair.ts'
import { authorityValidity, serverValidity } from './validity.ts'

export interface CertifiedKey {
  /** Secret. */
  readonly keyPem: string
  /** The certificate, followed by those of its signers, if others signed it. */
  readonly certificatePem: string
}

/** A certificate authority: its own certificate, and the key that signs others. */
export type Authority = CertifiedKey

/** An authority for one lab; `name` consists of letters, digits, spaces, dots and hyphens. */
export function createAuthority(name: string, now: Date): Authority {
  const { privateKey, publicKey, keyPem } = createKeyPair()
  const certificatePem = signedCertificate({
    subject: name,
    issuer: name,
    publicKey,
    issuerKey: privateKey,
    extensions: [...authorityExtensions(), ...keyIdentifiers(publicKey, publicKey)],
    validity: authorityValidity(now),
  })
  return { keyPem, certificatePem }
}

/**
 * A server's certificate for those host names and addresses, the first as its subject, followed by the authority's: the
 * chain as it is served.
 */
export function issueCertificate(
  authority: Authority,
  names: readonly string[],
  now: Date,
): CertifiedKey {
  const { publicKey, keyPem } = createKeyPair()
  const issuer = keyPairOf(authority.keyPem)
  const certificatePem = signedCertificate({
    subject: names[0] ?? 'appliance',
    issuer: nameOf(authority),
    publicKey,
    issuerKey: issuer.privateKey,
    extensions: [...serverExtensions(names), ...keyIdentifiers(publicKey, issuer.publicKey)],
    validity: serverValidity(now),
  })
  return { keyPem, certificatePem: `${certificatePem}${authority.certificatePem}` }
}

function nameOf({ certificatePem }: Authority): string {
  const { subject } = new X509Certificate(certificatePem)
  const name = /^CN=([\w .-]+)$/.exec(subject)?.[1]
  if (name === undefined) throw new Error(`${subject} is no authority of ours`)
  return name
}
