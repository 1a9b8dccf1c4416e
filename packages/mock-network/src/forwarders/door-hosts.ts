import { canonicalHost, type NetworkConfig } from '@understudy/shared'

/**
 * All that a process of the lab may dial: names by which resolvers are asked, and addresses. Each in its canonical form, in
 * which doors are looked up.
 */
export function doorHosts(network: NetworkConfig): readonly string[] {
  const { siteHostname, sharedAddress, publicAddress, appliances } = network
  const own = appliances.flatMap(({ hostname, address }) => [hostname, address])
  const all = [siteHostname, sharedAddress, publicAddress, ...own]
  return [...new Set(all.map(canonicalHost))]
}
