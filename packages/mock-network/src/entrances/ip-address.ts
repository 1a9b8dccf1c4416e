import { canonicalAddress, ipv6Groups, ipv6Text } from '@understudy/shared'

/** 4 or 16 bytes as people write the address: dotted, or as RFC 5952 has it. */
export function addressOf(bytes: Uint8Array): string {
  if (bytes.length === 4) return bytes.join('.')
  const groups = Array.from({ length: 8 }, (_, index) => {
    const at = 2 * index
    return (bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0)
  })
  return ipv6Text(groups)
}

/** An IPv6 address in its one form, of a mapped one the IPv4 address; undefined = it is none. */
export function canonicalIpv6(text: string): string | undefined {
  return ipv6Groups(text) === null ? undefined : (canonicalAddress(text) ?? undefined)
}
