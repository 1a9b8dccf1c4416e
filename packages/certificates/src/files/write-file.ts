import { createPrivateKey } from 'node:crypto'
import { certificatesIn } from '../facts.ts'
import { type Pkcs12Algorithms, writePkcs12 } from '../pkcs12/write-pkcs12.ts'

/** What of a certificate goes into a file (CRT-01); PEM texts. */
export interface ExportParts {
  /** Null = not wanted. */
  readonly certificatePem: string | null
  /** Secret; null = not wanted. */
  readonly keyPem: string | null
  /** '' = none, or not wanted. */
  readonly chainPem: string
}

export interface ExportForm {
  readonly format: 'pem' | 'pkcs12'
  /** For PKCS#12 alone: what programs before OpenSSL 3 read, or what they do not. */
  readonly algorithms: Pkcs12Algorithms
  /** Null = the private key is readable by whoever has the file. */
  readonly passphrase: string | null
}

/** The file of an export: of PEM only the private key is encrypted, of PKCS#12 everything. */
export function writeCertificateFile(parts: ExportParts, form: ExportForm): Buffer {
  const { certificatePem, keyPem, chainPem } = parts
  const { format, algorithms, passphrase } = form
  if (format === 'pkcs12')
    return writePkcs12({
      certificates: certificatesIn(`${certificatePem ?? ''}${chainPem}`),
      key: keyPem === null ? null : createPrivateKey(keyPem),
      passphrase: passphrase ?? '',
      algorithms,
    })
  const key = keyPem === null ? '' : sealedKey(keyPem, passphrase)
  return Buffer.from(`${key}${certificatePem ?? ''}${chainPem}`, 'utf8')
}

function sealedKey(keyPem: string, passphrase: string | null): string {
  if (passphrase === null) return keyPem
  const options = { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase } as const
  return createPrivateKey(keyPem).export(options).toString()
}
