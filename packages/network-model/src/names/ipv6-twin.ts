import { ipv6Groups, ipv6Text, isIpv4 } from './ip-address.ts'

/** 2001:db8::/96: an IPv4 address of the lab in its last 32 bits (RFC 6052 2.2). */
const prefix = [0x2001, 0xdb8, 0, 0, 0, 0] as const

/** The IPv6 address of the host that has this IPv4 address. */
export function ipv6TwinOf(ipv4: string): string {
  const [a = 0, b = 0, c = 0, d = 0] = ipv4.split('.').map(Number)
  return ipv6Text([...prefix, (a << 8) | b, (c << 8) | d])
}

/**
 * The IPv4 address that is meant: itself, or the twin of an IPv6 address in any form, with or without
 * brackets. Null: a host name, or an IPv6 address that is nobody's twin.
 */
export function ipv4Of(address: string): string | null {
  if (isIpv4(address)) return address
  const groups = ipv6Groups(address.replace(/^\[(.*)\]$/, '$1'))
  if (groups === null || prefix.some((group, i) => groups[i] !== group)) return null
  const [high = 0, low = 0] = groups.slice(6)
  return [high >> 8, high & 255, low >> 8, low & 255].join('.')
}
