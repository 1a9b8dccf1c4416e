/**
 * A digest of a set of records that grows and shrinks with it: the sum of the members' 64-bit
 * hashes, kept as two unsigned 32-bit halves. Order does not count, so that two appliances agree
 * whichever way the records came (SYN-05). It guards against our own mistakes, not against an
 * attacker: the link is authenticated by TLS.
 */
export interface SetDigest {
  readonly high: number
  readonly low: number
}

export const emptyDigest: SetDigest = { high: 0, low: 0 }

export function addToDigest(digest: SetDigest, text: string): SetDigest {
  const h = hash64(text)
  return { high: (digest.high + h.high) >>> 0, low: (digest.low + h.low) >>> 0 }
}

export function removeFromDigest(digest: SetDigest, text: string): SetDigest {
  const h = hash64(text)
  return { high: (digest.high - h.high) >>> 0, low: (digest.low - h.low) >>> 0 }
}

export const digestsEqual = (a: SetDigest, b: SetDigest): boolean =>
  a.high === b.high && a.low === b.low

/** 64 bits over the text's UTF-16 code units: two multiply-xor lanes, mixed at the end. */
export function hash64(text: string): SetDigest {
  let a = 0xdeadbeef
  let b = 0x41c6ce57
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    a = Math.imul(a ^ c, 2654435761)
    b = Math.imul(b ^ c, 1597334677)
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
