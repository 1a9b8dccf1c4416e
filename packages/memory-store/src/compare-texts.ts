const surrogatesFrom = 0xd800
const surrogatesUntil = 0xe000

/**
 * The order of two texts as databases have it, by their UTF-8 bytes, which is that of their code points. JavaScript's own goes by
 * UTF-16 units: there a character beyond U+FFFF stands before U+E000.
 */
export function compareTexts(one: string, other: string): number {
  if (one === other) return 0
  const shorter = Math.min(one.length, other.length)
  for (let at = 0; at < shorter; at++) {
    const [a, b] = [one.charCodeAt(at), other.charCodeAt(at)]
    if (a !== b) return rankOf(a) - rankOf(b)
  }
  return one.length - other.length
}

/** Surrogates, of which the characters beyond U+FFFF are made, come last. */
const rankOf = (unit: number): number =>
  unit >= surrogatesFrom && unit < surrogatesUntil ? unit + 0x10000 : unit
