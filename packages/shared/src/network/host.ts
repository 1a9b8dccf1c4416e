import { ipv6Groups, ipv6Text, isIpv4 } from './ip-address.ts'
import { ipv4Of, mappedIpv4 } from './ipv6-twin.ts'

/*
 * Whether two texts mean the same host (FO-04). Names and addresses are written in many ways; nobody compares their text,
 * everybody asks here.
 */

/** A name as zones keep it (RFC 4343, RFC 1034 3.1): lower case, without the final dot. The root is the empty name. */
export function canonicalName(name: string): string {
  const lower = name.toLowerCase()
  return lower.endsWith('.') ? lower.slice(0, -1) : lower
}

/**
 * The one way to write that address: IPv4 with dots, also where it is mapped into IPv6 (RFC 4291 2.5.5.2), IPv6 as RFC 5952
 * has it, without brackets. Null: it is no address.
 */
export function canonicalAddress(text: string): string | null {
  const plain = text.replace(/^\[(.*)\]$/, '$1')
  if (isIpv4(plain)) return plain
  const groups = ipv6Groups(plain)
  return groups && (mappedIpv4(groups) ?? ipv6Text(groups))
}

/** No address is written otherwise: with a colon, or with a digit or a bracket at its end. */
const addressLike = /:|[0-9\]]$/

/**
 * The one way to write that host of the lab: a name as {@link canonicalName} has it, an address as {@link canonicalAddress}
 * has it; of an address and its IPv6 twin the address.
 */
export function canonicalHost(text: string): string {
  const name = canonicalName(text)
  // Every dial asks, mostly with a name.
  if (!addressLike.test(name)) return name
  return ipv4Of(name) ?? canonicalAddress(name) ?? name
}

/** Whether both are the same name, or addresses of the same host. What a name leads to is the resolvers' to say. */
export const sameHost = (one: string, other: string): boolean =>
  canonicalHost(one) === canonicalHost(other)
