import { canonicalHost, type NetworkConfig } from '@understudy/shared'

/**
 * Everything that a process of the lab may dial: names that resolvers know, and addresses, each in the canonical form
 * that doors are looked up by.
 */
export function doorHosts(network: NetworkConfig): readonly string[] {
  const { siteHostname, sharedAddress, publicAddress, appliances, witness } = network
  const hosts = witness === undefined ? appliances : [...appliances, witness]
  const own = hosts.flatMap(({ hostname, address }) => [hostname, address])
  const all = [siteHostname, sharedAddress, publicAddress, ...own]
  return [...new Set(all.map(canonicalHost))]
}
