import { createHash, X509Certificate } from 'node:crypto'
import type { CertificateFacts } from '@understudy/shared'

/** The certificates in a PEM text, in its order. Throws if one of them is none. */
export const certificatesIn = (pem: string): readonly X509Certificate[] =>
  (pem.match(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g) ?? []).map(
    (one) => new X509Certificate(one),
  )

/** What the first certificate of that PEM text says, the others being its chain (CRT-01). */
export function certificateFacts(pem: string): CertificateFacts {
  const [leaf, ...others] = certificatesIn(pem)
  if (leaf === undefined) throw new Error('a PEM text without a certificate')
  const chain = [leaf, ...chainOf(leaf, others)]
  const last = chain.at(-1) ?? leaf
  const names = namesOf(leaf)
  return {
    issuedTo: commonNameIn(leaf.subject) ?? names[0] ?? oneLine(leaf.subject),
    issuedBy: commonNameIn(leaf.issuer) ?? oneLine(leaf.issuer),
    names,
    validFromMs: Date.parse(leaf.validFrom),
    validUntilMs: Date.parse(leaf.validTo),
    fingerprint: sha256(leaf.raw),
    publicKey: publicKeyOf(leaf),
    selfSigned: isSelfSigned(leaf),
    chainEndsAt: commonNameIn(last.issuer) ?? oneLine(last.issuer),
    chainComplete: isSelfSigned(last),
  }
}

/** Those of the others that lead from the certificate towards an authority, in that order. */
export function chainOf(
  leaf: X509Certificate,
  others: readonly X509Certificate[],
): readonly X509Certificate[] {
  const chain: X509Certificate[] = []
  for (let last = leaf; !isSelfSigned(last); ) {
    const issuer = others.find((one) => !chain.includes(one) && hasIssued(one, last))
    if (issuer === undefined) break
    chain.push(issuer)
    last = issuer
  }
  return chain
}

const hasIssued = (issuer: X509Certificate, one: X509Certificate): boolean =>
  one.checkIssued(issuer) && one.verify(issuer.publicKey)

/** Its key usage does not matter: `checkIssued` would ask for an authority's. */
const isSelfSigned = (one: X509Certificate): boolean =>
  one.issuer === one.subject && one.verify(one.publicKey)

/** SHA-256 of a public key, which its certificates and requests share. */
export const publicKeyOf = ({ publicKey }: Pick<X509Certificate, 'publicKey'>): string =>
  sha256(publicKey.export({ type: 'spki', format: 'der' }))

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** Host names and addresses; older certificates have their name in the subject alone. */
function namesOf(certificate: X509Certificate): readonly string[] {
  const { subjectAltName, subject } = certificate
  if (subjectAltName === undefined) {
    const name = commonNameIn(subject)
    return name === undefined ? [] : [name]
  }
  return subjectAltName.split(', ').flatMap((one) => {
    const [, kind, value] = /^(DNS|IP Address):(.*)$/.exec(one) ?? []
    return kind === undefined || value === undefined ? [] : [value.toLowerCase()]
  })
}

const commonNameIn = (name: string): string | undefined => /^CN=(.+)$/m.exec(name)?.[1]
const oneLine = (name: string): string => name.split('\n').join(', ')
