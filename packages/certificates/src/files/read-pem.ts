import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto'
import type { FoundInFile } from './found.ts'
import { passphraseNeeded, unreadable, wrongPassphrase } from './problem.ts'

const block = /-----BEGIN ([A-Z0-9 ]+)-----[\s\S]*?-----END \1-----/g
const blocksMax = 50

/** Whether a file is PEM text rather than DER (RFC 7468). */
export const looksLikePem = (text: string): boolean => text.includes('-----BEGIN ')

/**
 * The certificates and the private key of a PEM text. Keys may be encrypted, in PKCS #8 (RFC 5958) or in the older way
 * that OpenSSL calls traditional.
 */
export function readPem(text: string, passphrase: string | null): FoundInFile {
  const blocks = [...text.matchAll(block)]
  if (blocks.length > blocksMax) throw unreadable(`more than ${blocksMax} parts`)
  if (blocks.length < text.split('-----BEGIN ').length - 1)
    throw unreadable('a part without an end')
  const certificates: X509Certificate[] = []
  const keys: KeyObject[] = []
  for (const [pem, label = ''] of blocks) {
    if (label === 'CERTIFICATE' || label === 'X509 CERTIFICATE' || label === 'TRUSTED CERTIFICATE')
      certificates.push(certificateOf(pem))
    else if (label.endsWith('PRIVATE KEY')) keys.push(keyOf(pem, label, passphrase))
  }
  if (keys.length > 1) throw unreadable('more than one private key')
  return { certificates, key: keys[0] ?? null }
}

function certificateOf(pem: string): X509Certificate {
  try {
    return new X509Certificate(pem)
  } catch {
    throw unreadable('a damaged certificate')
  }
}

function keyOf(pem: string, label: string, passphrase: string | null): KeyObject {
  const isEncrypted = label.startsWith('ENCRYPTED') || /^Proc-Type: 4,ENCRYPTED/m.test(pem)
  if (isEncrypted && passphrase === null) throw passphraseNeeded()
  try {
    return createPrivateKey({
      key: pem,
      format: 'pem',
      ...(isEncrypted && passphrase !== null ? { passphrase } : {}),
    })
  } catch {
    throw isEncrypted ? wrongPassphrase() : unreadable('a damaged private key')
  }
}
