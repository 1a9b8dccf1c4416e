export {
  type Authority,
  type CertifiedKey,
  createAuthority,
  issueCertificate,
} from './authority.ts'
export { selfSignedCertificate } from './self-signed.ts'
