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

/** As {@link addToDigest} for each of many records of two texts, without an object for each. */
export function addAllToDigest<T>(
  digest: SetDigest,
  records: readonly T[],
  { headOf, bodyOf }: { headOf: (record: T) => string; bodyOf: (record: T) => string },
): SetDigest {
  let high = digest.high | 0
  let low = digest.low | 0
  for (const record of records) {
    begin()
    mix(headOf(record))
    mix(bodyOf(record))
    finish()
    high = (high + (lanes[1] as number)) | 0
    low = (low + (lanes[0] as number)) | 0
  }
  return { high: high >>> 0, low: low >>> 0 }
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
  begin()
  for (const text of texts) mix(text)
  finish()
  return { high: (lanes[1] as number) >>> 0, low: (lanes[0] as number) >>> 0 }
}

/** Where a hash is computed, from `begin` to `finish`: two results of a function would be an object each time. */
const lanes = new Int32Array(2)

function begin(): void {
  lanes[0] = 0xdeadbeef
  lanes[1] = 0x41c6ce57
}

function mix(text: string): void {
  let a = lanes[0] as number
  let b = lanes[1] as number
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
  lanes[0] = a ^ length
  lanes[1] = b
}

function finish(): void {
  let a = lanes[0] as number
  let b = lanes[1] as number
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909)
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909)
  lanes[0] = a
  lanes[1] = b
}

/** 16 hex digits of {@link hash64}. */
export function hashHex(text: string): string {
  const h = hash64(text)
  return h.high.toString(16).padStart(8, '0') + h.low.toString(16).padStart(8, '0')
}
