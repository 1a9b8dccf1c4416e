import { ipv6Groups, ipv6Text, isIpv4, withoutBrackets } from './ip-address.ts'

/** 2001:db8::/96: an IPv4 address of the lab in its last 32 bits (RFC 6052 2.2). */
const twinPrefix = [0x2001, 0xdb8, 0, 0, 0, 0] as const
/** ::ffff:0:0/96: an IPv4 address as programs with one kind of socket write it (RFC 4291 2.5.5.2). */
const mappedPrefix = [0, 0, 0, 0, 0, 0xffff] as const

/** The IPv6 address of the host that has this IPv4 address. */
export function ipv6TwinOf(ipv4: string): string {
  const [a = 0, b = 0, c = 0, d = 0] = ipv4.split('.').map(Number)
  return ipv6Text([...twinPrefix, (a << 8) | b, (c << 8) | d])
}

/**
 * The IPv4 address that is meant: an IPv4 address itself, or the one behind its IPv6 twin or mapped form, in
 * any spelling, with or without brackets. Null: a host name, or any other IPv6 address.
 */
export function ipv4Of(address: string): string | null {
  const plain = withoutBrackets(address)
  if (isIpv4(plain)) return plain
  const groups = ipv6Groups(plain)
  return groups && (lastBitsBehind(twinPrefix, groups) ?? mappedIpv4(groups))
}

/** The IPv4 address mapped into that IPv6 one, null = none. */
export const mappedIpv4 = (groups: readonly number[]): string | null =>
  lastBitsBehind(mappedPrefix, groups)

function lastBitsBehind(prefix: readonly number[], groups: readonly number[]): string | null {
  if (prefix.some((group, i) => groups[i] !== group)) return null
  const [high = 0, low = 0] = groups.slice(prefix.length)
  return [high >> 8, high & 255, low >> 8, low & 255].join('.')
}
