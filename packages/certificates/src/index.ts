/*
 * X.509 for a lab: an authority, the certificates it issues, and self-signed ones. Used by `cluster-cli`, which signs,
 * and by `appliance-daemon`, which serves. Call `createAuthority` once per lab, `issueCertificate` for each appliance.
 * Whether a kept certificate is still good is in `certificates/validity`, which does not load the code that writes them.
 */

export {
  type Authority,
  type CertifiedKey,
  createAuthority,
  issueCertificate,
} from './authority.ts'
export { selfSignedCertificate } from './self-signed.ts'
export { nodeSigning } from './signing.ts'
