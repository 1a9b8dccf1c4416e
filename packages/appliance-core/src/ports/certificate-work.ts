import type { CertificateFacts, Refusal } from '@understudy/shared'

/** A certificate with its private key, as an appliance keeps it; all texts are PEM, or a virtual box's own. */
export interface CertificateMaterial {
  /** Secret. */
  readonly keyPem: string
  readonly certificatePem: string
  /** What leads from it to an authority; '' = nothing. */
  readonly chainPem: string
  readonly facts: CertificateFacts
}

/** A private key that waits for its certificate. */
export interface RequestMaterial {
  /** Secret. */
  readonly keyPem: string
  readonly requestPem: string
  /** SHA-256 of the public key: by that the certificate is known when it comes. */
  readonly publicKey: string
}

/** What of a certificate an export is to contain, and how. */
export interface CertificateExport {
  readonly format: 'pem' | 'pkcs12'
  readonly algorithms: 'new' | 'old'
  readonly privateKey: boolean
  readonly chain: boolean
  /** Secret. */
  readonly passphrase: string | null
}

/** What has to be done where the bytes of certificates are understood. Never logged. */
export type CertificateWork =
  | { readonly kind: 'make-self-signed'; readonly names: readonly string[]; readonly nowMs: number }
  /** The request comes as a file besides. */
  | { readonly kind: 'make-request'; readonly names: readonly string[] }
  | {
      readonly kind: 'write-file'
      /** Null: of the certificate that the appliance came with. */
      readonly material: CertificateMaterial | null
      readonly form: CertificateExport
    }
  | { readonly kind: 'read-file'; readonly file: string; readonly passphrase: string | null }

export type CertificateWorkDone =
  | { readonly kind: 'self-signed-made'; readonly material: CertificateMaterial }
  | {
      readonly kind: 'request-made'
      readonly material: RequestMaterial
      readonly file: string
      readonly sizeBytes: number
    }
  | { readonly kind: 'file-written'; readonly file: string; readonly sizeBytes: number }
  | {
      readonly kind: 'file-read'
      /** Its key is null where the file had none. */
      readonly found: Omit<CertificateMaterial, 'keyPem'> & { readonly keyPem: string | null }
    }
  | { readonly kind: 'refused'; readonly refusal: Refusal }

/** The certificate that is to be shown to new connections to that address. */
export interface ServedCertificate {
  readonly address: string
  readonly material: CertificateMaterial
}
