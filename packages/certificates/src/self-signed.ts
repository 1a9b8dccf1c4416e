import type { CertifiedKey } from './authority.ts'
import { signedCertificate } from './certificate.ts'
import { serverExtensions } from './extensions.ts'
import { createKeyPair } from './key-pair.ts'
import { serverValidity } from './validity.ts'

/** A certificate for those host names and addresses, the first as its subject, signed with its own key. */
export function selfSignedCertificate(names: readonly string[], now: Date): CertifiedKey {
  const { privateKey, publicKey, keyPem } = createKeyPair()
  const name = names[0] ?? 'appliance'
  const certificatePem = signedCertificate({
    subject: name,
    issuer: name,
    publicKey,
    issuerKey: privateKey,
    extensions: serverExtensions(names),
    validity: serverValidity(now),
  })
  return { keyPem, certificatePem }
}
