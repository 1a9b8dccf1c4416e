import { canonicalHost, type NetworkConfig, sinkNamesOf, sinkOf } from '@understudy/shared'

/**
 * Everything that a process of the lab may dial from that host: names that resolvers know, and addresses, each in the
 * canonical form that doors are looked up by. Appliances alone send mail and events.
 */
export function doorHosts(network: NetworkConfig): (origin: string) => readonly string[] {
  const { siteHostname, sharedAddress, publicAddress, appliances, witness } = network
  const hosts = witness === undefined ? appliances : [...appliances, witness]
  const own = hosts.flatMap(({ hostname, address }) => [hostname, address])
  const all = canonical([siteHostname, sharedAddress, publicAddress, ...own])
  const withSinks = canonical([...all, ...sinkNamesOf(siteHostname)])
  return (origin) => (appliances.some(({ name }) => name === origin) ? withSinks : all)
}

/** The port that a door leads to at that host. */
export const doorPort = ({ siteHostname, tlsPort }: NetworkConfig, host: string): number =>
  sinkOf(siteHostname, host)?.port ?? tlsPort

const canonical = (hosts: readonly string[]): readonly string[] => [
  ...new Set(hosts.map(canonicalHost)),
]
