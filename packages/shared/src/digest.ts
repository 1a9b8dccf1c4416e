/**
 * A digest of a set of records that grows and shrinks with it: the sum of the members' 64-bit
 * hashes, kept as two unsigned 32-bit halves. Order does not count, so two appliances agree
 * however the records arrived (SYN-05). It guards against our own mistakes, not against an
 * attacker: the link is authenticated by TLS.
 */
export interface SetDigest {
  readonly high: number
  readonly low: number
}

export const emptyDigest: SetDigest = { high: 0, low: 0 }

/** The digest of two sets that have no member in common. */
export const unitedDigest = (a: SetDigest, b: SetDigest): SetDigest => ({
  high: (a.high + b.high) >>> 0,
  low: (a.low + b.low) >>> 0,
})

/** Adds a record, given as one or more texts that together make it up. */
export function addToDigest(digest: SetDigest, ...record: readonly string[]): SetDigest {
  return unitedDigest(digest, hash64(...record))
}

/** Takes a record out again. */
export function removeFromDigest(digest: SetDigest, ...record: readonly string[]): SetDigest {
  const h = hash64(...record)
  return { high: (digest.high - h.high) >>> 0, low: (digest.low - h.low) >>> 0 }
}

export const digestsEqual = (a: SetDigest, b: SetDigest): boolean =>
  a.high === b.high && a.low === b.low

/**
 * 64 bits over the texts' UTF-16 code units and where one text ends and the next begins: two
 * multiply-rotate lanes that take four units at a time and feed each other. This is the hot loop of a
 * first sync: about a nanosecond a unit.
 */
export function hash64(...texts: readonly string[]): SetDigest {
  let a = 0xdeadbeef | 0
  let b = 0x41c6ce57 | 0
  for (const text of texts) {
    const { length } = text
    const whole = length - (length % 4)
    let i = 0
    for (; i < whole; i += 4) {
      a ^= text.charCodeAt(i) | (text.charCodeAt(i + 1) << 16)
      a = (Math.imul((a << 13) | (a >>> 19), -1640531535) + b) | 0
      b ^= text.charCodeAt(i + 2) | (text.charCodeAt(i + 3) << 16)
      b = (Math.imul((b << 17) | (b >>> 15), 1597334677) + a) | 0
    }
    for (; i < length; i++) {
      a = (Math.imul(a ^ text.charCodeAt(i), -1640531535) + b) | 0
      b = (Math.imul((b << 17) | (b >>> 15), 1597334677) + a) | 0
    }
    a ^= length
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909)
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909)
  return { high: b >>> 0, low: a >>> 0 }
}

/** 16 hex digits of {@link hash64}. */
export function hashHex(text: string): string {
  const h = hash64(text)
  return h.high.toString(16).padStart(8, '0') + h.low.toString(16).padStart(8, '0')
}
