import { type KeyObject, sign, verify, X509Certificate } from 'node:crypto'
import { createSecureContext } from 'node:tls'
import { type CertificateFacts, limits, type Refusal, refusal } from '@understudy/shared'
import { certificateFacts, chainOf } from '../facts.ts'
import { readPkcs12 } from '../pkcs12/read-pkcs12.ts'
import type { FoundInFile } from './found.ts'
import { CertificateProblem, unreadable } from './problem.ts'
import { looksLikePem, readPem } from './read-pem.ts'

/** A certificate that was found in a file, whole and fit to be served. */
export interface ReadCertificate {
  /** Secret: PKCS #8; null = the file has none, so it must be that of a request. */
  readonly keyPem: string | null
  readonly certificatePem: string
  /** What leads from it to an authority, PEM; '' = nothing did. */
  readonly chainPem: string
  readonly facts: CertificateFacts
}

/**
 * Reads a file that an administrator imports (CRT-01): PEM or PKCS#12, encrypted or not, in whatever order. Never throws:
 * whatever is wrong with it is a refusal (SEC-03).
 */
export function readCertificateFile(
  bytes: Buffer,
  passphrase: string | null,
): ReadCertificate | Refusal {
  try {
    if (bytes.length > limits.certificateFileBytesMax)
      throw unreadable(`${bytes.length} bytes, more than ${limits.certificateFileBytesMax}`)
    return judged(found(bytes, passphrase))
  } catch (error) {
    if (error instanceof CertificateProblem) return error.refusal
    return unreadable('neither PEM nor PKCS#12, or damaged').refusal
  }
}

function found(bytes: Buffer, passphrase: string | null): FoundInFile {
  const text = bytes.toString('latin1')
  if (looksLikePem(text)) return readPem(text, passphrase)
  const single = derCertificate(bytes)
  return single ?? readPkcs12(bytes, passphrase)
}

/** Authorities also give a bare certificate in DER. */
function derCertificate(bytes: Buffer): FoundInFile | undefined {
  try {
    return { certificates: [new X509Certificate(bytes)], key: null }
  } catch {
    return undefined
  }
}

function judged({ certificates, key }: FoundInFile): ReadCertificate {
  const leaf = key === null ? certificates[0] : certificates.find((one) => one.checkPrivateKey(key))
  if (leaf === undefined)
    throw unreadable(
      certificates.length === 0 ? 'no certificate in it' : 'the private key belongs to none in it',
    )
  refuseWeak(leaf.publicKey)
  if (key !== null && !belongTogether(key, leaf.publicKey))
    throw unreadable('a damaged private key')
  const certificatePem = leaf.toString()
  const others = certificates.filter((one) => one !== leaf)
  const chain = chainOf(leaf, others)
  refuseDamaged([leaf, ...chain], others)
  const chainPem = chain.map((one) => one.toString()).join('')
  const keyPem = key === null ? null : key.export({ type: 'pkcs8', format: 'pem' }).toString()
  if (keyPem !== null) refuseUnservable(keyPem, certificatePem + chainPem)
  return { keyPem, certificatePem, chainPem, facts: certificateFacts(certificatePem + chainPem) }
}

/** A key may carry the right public part and be damaged all the same. */
function belongTogether(key: KeyObject, publicKey: KeyObject): boolean {
  const probe = Buffer.from('does this key sign for that certificate?')
  const hash = key.asymmetricKeyType === 'ed25519' ? null : 'sha256'
  return verify(hash, probe, publicKey, sign(hash, probe, key))
}

/**
 * A certificate whose bytes were changed is no longer signed by its issuer, or no longer names it. Where the issuer is in
 * the file, either shows; a lone certificate from elsewhere cannot be told from a genuine one.
 */
function refuseDamaged(
  chain: readonly X509Certificate[],
  others: readonly X509Certificate[],
): void {
  const [leaf] = chain
  if (leaf?.issuer === leaf?.subject && leaf?.verify(leaf.publicKey) === false)
    throw unreadable('a certificate that was changed after it had signed itself')
  const all = [...chain, ...others]
  for (const one of all)
    for (const issuer of all)
      if (one !== issuer && one.checkIssued(issuer) && !one.verify(issuer.publicKey))
        throw unreadable('a certificate that its issuer has not signed')
  for (const one of others)
    if (!chain.some((link) => one === link || one.checkIssued(link) || link.checkIssued(one)))
      throw unreadable('a certificate that belongs to none of the others')
}

const rsaBitsMin = 2_048
const curves = ['prime256v1', 'secp384r1', 'secp521r1']

/** SEC-01: nothing that could be broken is served. */
function refuseWeak({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): void {
  const expected = `RSA with ${rsaBitsMin} bits or more, or a curve of P-256, P-384, P-521, Ed25519`
  const { modulusLength = 0, namedCurve = '' } = asymmetricKeyDetails ?? {}
  const isStrong =
    (asymmetricKeyType === 'rsa' && modulusLength >= rsaBitsMin) ||
    (asymmetricKeyType === 'ec' && curves.includes(namedCurve)) ||
    asymmetricKeyType === 'ed25519'
  if (isStrong) return
  const found = `${asymmetricKeyType ?? 'unknown'} ${namedCurve || modulusLength || ''}`.trim()
  throw new CertificateProblem(refusal('weak-certificate-key', { found, expected }))
}

/** What OpenSSL would not take when it is assigned must not get so far. */
function refuseUnservable(key: string, cert: string): void {
  try {
    createSecureContext({ key, cert, minVersion: 'TLSv1.3' })
  } catch {
    throw unreadable('TLS cannot serve it')
  }
}
