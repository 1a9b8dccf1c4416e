const octet = '(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])'
const fourOctets = new RegExp(`^${octet}(\\.${octet}){3}$`)

/**
 * Whether the text is an IPv4 address as RFC 3986 writes it: four decimals without leading zeros.
 */
export const isIpv4 = (text: string): boolean =>
  // Most of what is asked about is a name.
  isDigit(text.charCodeAt(0)) && fourOctets.test(text)

const isDigit = (code: number): boolean => code >= 48 && code <= 57

/** An address as URLs write it (RFC 3986 3.2.2), without its brackets; any other text as it is. */
export const withoutBrackets = (text: string): string =>
  text.startsWith('[') && text.endsWith(']') ? text.slice(1, -1) : text

/** The eight groups of an IPv6 address in any form that RFC 4291 2.2 allows, null if it is not one. */
export function ipv6Groups(text: string): readonly number[] | null {
  if (text.length > 45 || !text.includes(':')) return null
  const halves = hexOnly(text).split('::')
  if (halves.length > 2) return null
  const [head, tail] = halves.map((half) => (half === '' ? [] : half.split(':')))
  if (head === undefined) return null
  const gap = 8 - head.length - (tail?.length ?? 0)
  if (tail === undefined ? gap !== 0 : gap < 1) return null
  const groups = [...head, ...Array.from({ length: gap }, () => '0'), ...(tail ?? [])]
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return null
  return groups.map((group) => Number.parseInt(group, 16))
}

/** The one spelling of an IPv6 address (RFC 5952): lower case, the longest run of zeros as `::`. */
export function ipv6Text(groups: readonly number[]): string {
  let best = { start: -1, length: 1 }
  for (let start = 0; start < groups.length; start++) {
    let length = 0
    while (groups[start + length] === 0) length++
    if (length > best.length) best = { start, length }
  }
  const hex = groups.map((group) => group.toString(16))
  if (best.start < 0) return hex.join(':')
  return `${hex.slice(0, best.start).join(':')}::${hex.slice(best.start + best.length).join(':')}`
}

/** The address as records keep it, null if it does not belong to that family. */
export function addressText(type: 'A' | 'AAAA', text: string): string | null {
  if (type === 'A') return isIpv4(text) ? text : null
  const groups = ipv6Groups(text)
  return groups && ipv6Text(groups)
}

/** Turns a trailing IPv4 form ("::ffff:192.0.2.1") into two groups. */
function hexOnly(text: string): string {
  const at = text.lastIndexOf(':') + 1
  const last = text.slice(at)
  if (at === 0 || !isIpv4(last)) return text
  const [a = 0, b = 0, c = 0, d = 0] = last.split('.').map(Number)
  return `${text.slice(0, at)}${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`
}
