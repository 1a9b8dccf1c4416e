/*
 * X.509 for a lab: an authority, the certificates that it issues, and self-signed ones. Used by `cluster-cli`, which signs,
 * and by `appliance-daemon`, which serves. Call `createAuthority` once a lab, `issueCertificate` for each appliance. What is
 * kept and whether it is still good is asked of `certificates/validity`, which does not load what writes certificates.
 */

export {
  type Authority,
  type CertifiedKey,
  createAuthority,
  issueCertificate,
} from './authority.ts'
export { selfSignedCertificate } from './self-signed.ts'
