import { bytesOfHex } from '../bytes/hex.ts'
import { createRandom } from '../random.ts'

/*
 * What a lab's vendor keeps secret. Nothing real is protected by it, so it follows from the site's name: every process of a
 * lab, and every world that goes on with another one's disks, knows the same.
 */

/** With which the vendor signs packages (UPD-05): Ed25519. */
export const vendorPrivateKeyOf = (siteHostname: string): Uint8Array =>
  drawn(`vendor of ${siteHostname}`)

/** What the vendor wrote into that box when it was built: it proves which box asks (UPD-04). */
export const boxSecretOf = (siteHostname: string, appliance: string): Uint8Array =>
  drawn(`box ${appliance} of ${siteHostname}`)

function drawn(what: string): Uint8Array {
  return bytesOfHex(createRandom(what).hex(64)) ?? new Uint8Array()
}
