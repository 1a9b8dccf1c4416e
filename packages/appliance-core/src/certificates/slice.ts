import type { InputOf } from '@understudy/shared'
import type { PendingRequest } from '../pending-request.ts'
import { defineSlice } from '../slice.ts'

/** What the carrier works on, and for whom, by the name of the request. Only `certificates/` imports it. */
export interface CertificatesSlice {
  readonly under: Map<string, CertificateJob>
}

export type CertificateJob =
  | {
      readonly kind: 'create'
      readonly request: PendingRequest<'create-self-signed-certificate'>
    }
  | {
      readonly kind: 'ask'
      readonly request: PendingRequest<'create-certificate-request'>
      readonly names: readonly string[]
    }
  | {
      readonly kind: 'export'
      readonly request: PendingRequest<'export-certificate'>
      readonly input: Omit<InputOf<'export-certificate'>, 'passphrase'>
      readonly encrypted: boolean
    }
  | { readonly kind: 'import'; readonly request: PendingRequest<'import-certificate'> }

export const certificatesSlice = defineSlice<CertificatesSlice>('certificates', () => ({
  under: new Map(),
}))
