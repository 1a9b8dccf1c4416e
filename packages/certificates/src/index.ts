/*
 * X.509 for a lab: an authority, the certificates it issues, self-signed ones, requests; and the files in which
 * administrators import and export them. Used by `cluster-cli`, which signs, and by `appliance-daemon`, which serves. Call
 * `createAuthority` once per lab, `issueCertificate` for each appliance. What a certificate says is in
 * `certificates/facts`, whether a kept one is still good in `certificates/validity`: neither loads the code that writes
 * them.
 */

export {
  type Authority,
  type CertifiedKey,
  createAuthority,
  issueCertificate,
} from './authority.ts'
export { type ReadCertificate, readCertificateFile } from './files/read-file.ts'
export { type ExportForm, type ExportParts, writeCertificateFile } from './files/write-file.ts'
export { type CertificateRequest, certificateRequest } from './request.ts'
export { selfSignedCertificate } from './self-signed.ts'
export { nodeSigning } from './signing.ts'
