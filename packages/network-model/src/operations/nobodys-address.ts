import { ipv4Of } from '@understudy/shared'
import type { NetworkParts } from '../network-parts.ts'

/** Part of an operation's value: it was done as asked, but is probably not what was meant. */
export interface Warning {
  readonly warning?: string
}

/** Warns of an address that no host of the lab has: clients led there reach nobody. */
export function nobodysAddress({ config, segment }: NetworkParts, address: string): Warning {
  const { appliances, sharedAddress, publicAddress } = config
  const known = [...appliances.map((one) => one.address), sharedAddress, publicAddress]
  const ipv4 = ipv4Of(address)
  if (ipv4 !== null && (known.includes(ipv4) || segment.claimantsOf(ipv4).length > 0)) return {}
  return { warning: `no host of this lab has ${address} (they have ${known.join(', ')})` }
}
