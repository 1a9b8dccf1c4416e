import { canonicalAddress, canonicalName, ipv6Groups, ipv6Text } from '@understudy/shared'

const label = '[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?'
const name = new RegExp(`^${label}([.]${label})*$`)

/**
 * The host a program means, in the one form in which the lab's network looks it up: a name in lower case without the
 * root's dot (RFC 1035 2.3.1, with underscores), an IPv4 address, or an IPv6 one as RFC 5952 writes it. Programs write
 * addresses where names belong, IPv6 with brackets or without, so both are taken everywhere (NET-14). undefined = not a
 * possible host.
 */
export function dialledHostOf(text: string): string | undefined {
  const bracketed = /^\[(.*)\]$/.exec(text)?.[1]
  const literal = bracketed ?? text
  if (ipv6Groups(literal) !== null) return canonicalAddress(literal) ?? undefined
  if (bracketed !== undefined) return undefined
  const host = canonicalName(text)
  return host.length <= 253 && name.test(host) ? host : undefined
}

/** The same for the 4 or 16 bytes of an address. */
export function dialledHostOfBytes(bytes: Uint8Array): string {
  if (bytes.length === 4) return bytes.join('.')
  const groups = Array.from({ length: 8 }, (_, index) => {
    const at = 2 * index
    return (bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0)
  })
  return canonicalHostOfGroups(groups)
}

/** An IPv4-mapped address means the IPv4 host (RFC 4291 2.5.5.2): a dual-stack socket writes it so. */
const canonicalHostOfGroups = (groups: readonly number[]): string => {
  const text = ipv6Text(groups)
  return canonicalAddress(text) ?? text
}
