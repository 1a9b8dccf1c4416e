import { ipv6Groups, ipv6Text } from '@understudy/network-model'

/** 4 or 16 bytes as people write the address: dotted, or as RFC 5952 has it. */
export function addressOf(bytes: Uint8Array): string {
  if (bytes.length === 4) return bytes.join('.')
  const groups = Array.from({ length: 8 }, (_, index) => {
    const at = 2 * index
    return (bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0)
  })
  return ipv6Text(groups)
}

/** An IPv6 address as RFC 5952 writes it; undefined = it is none. */
export function canonicalIpv6(text: string): string | undefined {
  const groups = ipv6Groups(text)
  return groups === null ? undefined : ipv6Text(groups)
}
