import { ipv6TwinOf } from '../network/ipv6-twin.ts'
import type { LabConfig } from './lab-config.ts'
import { type ApplianceName, witnessName } from './roster.ts'

/** Who signs a lab's certificates. */
export const labAuthorityName = (lab: string): string => `Understudy lab ${lab}`

/**
 * What the certificate is valid for that the lab gives to an appliance, or to the witness: its own host name, which is
 * its subject (the site's would be the same for both), the site's, and every address that may lead to it (NET-08).
 */
export function certifiedNamesOf(
  { network }: Pick<LabConfig, 'network'>,
  name: ApplianceName,
): readonly string[] {
  const { siteHostname, sharedAddress, publicAddress, witness } = network
  if (name === witnessName && witness !== undefined)
    return [witness.hostname, witness.address, ipv6TwinOf(witness.address)]
  const own = network.appliances.find((appliance) => appliance.name === name)
  const addresses = [...new Set([own?.address ?? sharedAddress, sharedAddress, publicAddress])]
  return [own?.hostname ?? name, siteHostname, ...addresses, ...addresses.map(ipv6TwinOf)]
}
