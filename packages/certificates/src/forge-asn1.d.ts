/** Only node-forge's ASN.1: it loads in a tenth of the whole library's time. */
declare module 'node-forge/lib/asn1.js' {
  import { asn1 } from 'node-forge'
  export default asn1
}
