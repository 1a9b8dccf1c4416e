import { ipv6Groups, ipv6Text, isIpv4, withoutBrackets } from './ip-address.ts'
import { ipv4Of, mappedIpv4 } from './ipv6-twin.ts'

/*
 * Whether two texts mean the same host (FO-04). Names and addresses can be written in many ways, so always ask here
 * instead of comparing text.
 */

/** A name as zones keep it (RFC 4343, RFC 1034 3.1): lower case, without the final dot. The root is the empty name. */
export function canonicalName(name: string): string {
  const lower = name.toLowerCase()
  return lower.endsWith('.') ? lower.slice(0, -1) : lower
}

/**
 * The one spelling of an address: IPv4 with dots, even if it came mapped into IPv6 (RFC 4291 2.5.5.2); IPv6 as in
 * RFC 5952, without brackets. Null: not an address.
 */
export function canonicalAddress(text: string): string | null {
  const plain = withoutBrackets(text)
  if (isIpv4(plain)) return plain
  const groups = ipv6Groups(plain)
  return groups && (mappedIpv4(groups) ?? ipv6Text(groups))
}

/** Every address has a colon in it, or a digit or a bracket at its end. */
const addressLike = /:|[0-9\]]$/

/**
 * The one spelling of a host of the lab: a name by {@link canonicalName}, an address by {@link canonicalAddress}; an
 * IPv6 twin becomes its IPv4 address.
 */
export function canonicalHost(text: string): string {
  const name = canonicalName(text)
  // Called for every dial, mostly with a name.
  if (!addressLike.test(name)) return name
  return ipv4Of(name) ?? canonicalAddress(name) ?? name
}

/** Whether both are the same name, or addresses of the same host. Names are not resolved. */
export const sameHost = (one: string, other: string): boolean =>
  canonicalHost(one) === canonicalHost(other)
