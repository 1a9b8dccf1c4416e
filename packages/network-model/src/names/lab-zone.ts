import { type DnsRecord, ipv6TwinOf, type NetworkConfig } from '@understudy/shared'
import { below, commonParent } from './domain-name.ts'
import { Zone } from './zone.ts'

/** The TTL of all records but the site's. */
const usualTtlMs = 3_600_000

/**
 * The lab's zone at the start: the site's record leads where the swing method wants it (NET-01, NET-04,
 * NET-05). The site has no AAAA record, because a swing that edits only one of two leaves half of the clients
 * behind; a lab that wants to see that can set one. The appliances' own names have both.
 */
export function labZone(config: NetworkConfig): Zone {
  const { siteHostname, appliances, witness, dns } = config
  const origin = commonParent([siteHostname, ...appliances.map((a) => a.hostname)])
  const hosts = witness === undefined ? appliances : [...appliances, witness]
  const own = hosts.flatMap(({ hostname, address }): readonly DnsRecord[] => [
    { name: hostname, type: 'A', address, ttlMs: usualTtlMs },
    { name: hostname, type: 'AAAA', address: ipv6TwinOf(address), ttlMs: usualTtlMs },
  ])
  return new Zone(origin, dns.negativeTtlMs, [
    // The NS record must lead to an address, and `dig` shows it. Where the server listens: lab-channel's `places`.
    { name: below('ns', origin), type: 'A', address: '127.0.0.1', ttlMs: usualTtlMs },
    ...own,
    { name: siteHostname, type: 'A', address: siteAddress(config), ttlMs: dns.ttlMs },
  ])
}

function siteAddress(config: NetworkConfig): string {
  const { swing, sharedAddress, publicAddress, appliances, servedBy } = config
  switch (swing) {
    case 'shared-ip':
      return sharedAddress
    case 'dns':
      return appliances.find(({ name }) => name === servedBy)?.address ?? sharedAddress
    case 'nat':
      return publicAddress
  }
}
