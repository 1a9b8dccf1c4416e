/*
 * X.509 for a lab: an authority, the certificates that it issues, and self-signed ones. Used by `cluster-cli`, which signs,
 * and by `appliance-daemon`, which serves. Call `createAuthority` once a lab, `issueCertificate` for each appliance.
 */

export {
  type Authority,
  type CertifiedKey,
  createAuthority,
  issueCertificate,
} from './authority.ts'
export { selfSignedCertificate } from './self-signed.ts'
