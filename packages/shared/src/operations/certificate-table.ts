import { type Static, Type } from 'typebox'
import { CertificateFacts } from '../certificates/facts.ts'
import { certificateWarnings } from '../certificates/warnings.ts'
import { roles } from '../roles.ts'
import type { ApplianceOperation } from './appliance-operation.ts'
import type { Frozen } from './operation.ts'
import { Count, Empty, FileName, orNull, Passphrase } from './schemas.ts'

const closed = { additionalProperties: false } as const
const change = { kind: 'change', duringMaintenance: false, roles, who: 'box-admin' } as const
const page = '/appliance > Security > Certificates'

/** The one that the appliance came with is `factory`; others are numbered as they come. */
const CertificateId = Type.String({ pattern: '^(factory|certificate-[1-9][0-9]{0,8})$' })
/** A host name, perhaps with a wildcard, or an IP address. */
const CertifiedName = Type.String({
  pattern: '^(\\*\\.)?[A-Za-z0-9][A-Za-z0-9.:-]{0,251}$',
})
const Names = Type.Array(CertifiedName, { minItems: 1, maxItems: 50, uniqueItems: true })
const Warnings = Type.Array(Type.Enum(certificateWarnings))

/** A row of the page: a certificate, or a request that waits for one (CRT-01). */
export const CertificateRow = Type.Object({
  certificate: CertificateId,
  kind: Type.Enum(['certificate', 'request']),
  issuedTo: Type.String(),
  /** Null: it is a request. */
  facts: orNull(CertificateFacts),
  warnings: Warnings,
  /** For which of the appliance's addresses it is served. */
  addresses: Type.Array(Type.String()),
})
export type CertificateRow = Frozen<Static<typeof CertificateRow>>

const Made = Type.Object({
  certificate: CertificateId,
  issuedTo: Type.String(),
  warnings: Warnings,
})
const Written = Type.Object({ certificate: CertificateId, file: FileName, sizeBytes: Count })

/** Certificates belong to the box: they are in no backup and in no sync (SYN-01, BAK-01). */
export const certificateOperations = {
  'list-certificates': {
    kind: 'read',
    duringMaintenance: true,
    roles,
    title:
      'List certificates: Issued To, validity, warnings, and the addresses they are served for',
    page,
    who: 'box-admin',
    input: Empty,
    output: Type.Object({ certificates: Type.Array(CertificateRow) }),
  },
  'create-self-signed-certificate': {
    ...change,
    title: 'Create a self-signed certificate; browsers and clients warn of it or refuse it',
    page,
    input: Type.Object({ names: Names }, closed),
    output: Made,
  },
  'create-certificate-request': {
    ...change,
    title: 'Create a certificate request: a file for the authority; the private key stays here',
    page,
    input: Type.Object({ names: Names }, closed),
    output: Written,
    file: 'gives',
  },
  'export-certificate': {
    ...change,
    title: 'Export a certificate with its private key and chain; give a passphrase for the key',
    page,
    input: Type.Object(
      {
        certificate: CertificateId,
        /** PEM, or PKCS#12 as most programs import it. Default: pkcs12. */
        format: Type.Optional(Type.Enum(['pem', 'pkcs12'])),
        /** Of PKCS#12: `old` for what programs before OpenSSL 3 read. Default: new. */
        algorithms: Type.Optional(Type.Enum(['new', 'old'])),
        /** Default: true. */
        privateKey: Type.Optional(Type.Boolean()),
        /** The authorities' certificates. Default: true. */
        chain: Type.Optional(Type.Boolean()),
        /** Left out: whoever has the file has the private key. */
        passphrase: Type.Optional(Passphrase),
      },
      closed,
    ),
    output: Type.Intersect([
      Written,
      Type.Object({
        /** Whether a passphrase is needed to read the private key. */
        encrypted: Type.Boolean(),
        /** '' = nothing to say. */
        warning: Type.String(),
      }),
    ]),
    secret: ['passphrase'],
    file: 'gives',
  },
  'import-certificate': {
    ...change,
    title: 'Import a certificate: PEM or PKCS#12, or what an authority has made of a request',
    page,
    input: Type.Object({ file: FileName, passphrase: Type.Optional(Passphrase) }, closed),
    output: Made,
    secret: ['passphrase'],
    file: 'takes',
  },
  'assign-certificate': {
    ...change,
    title: 'Assign IP: new connections to that address are shown that certificate',
    page,
    input: Type.Object(
      {
        certificate: CertificateId,
        address: Type.String({ minLength: 1, maxLength: 64 }),
      },
      closed,
    ),
    output: Made,
  },
  'remove-certificate': {
    ...change,
    title: 'Remove a certificate or a request, and its private key',
    page,
    input: Type.Object({ certificate: CertificateId }, closed),
    output: Empty,
  },
} as const satisfies Record<string, ApplianceOperation>
