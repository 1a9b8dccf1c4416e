import { ipv6TwinOf } from '@understudy/network-model'
import type { NetworkConfig } from '@understudy/shared'
import type { DoorHost } from './doors.ts'

/** All that a process of the lab may dial: names by which resolvers are asked, and addresses. */
export function doorHosts(network: NetworkConfig): readonly DoorHost[] {
  const { siteHostname, sharedAddress, publicAddress, appliances } = network
  const names = [siteHostname, ...appliances.map(({ hostname }) => hostname)]
  const addresses = [sharedAddress, publicAddress, ...appliances.map(({ address }) => address)]
  return [
    ...[...new Set(names)].map((host) => ({ host, aliases: [] })),
    ...[...new Set(addresses)].map((host) => ({ host, aliases: [ipv6TwinOf(host)] })),
  ]
}
