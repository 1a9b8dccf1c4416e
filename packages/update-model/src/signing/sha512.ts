/*
 * SHA-512 (FIPS 180-4), on pairs of 32-bit halves: numbers of 64 bits would be ten times slower.
 */

/** The first 64 bits of the fractional parts of the roots of the first primes (FIPS 180-4 4.2.3, 5.3.5). */
function fractionsOf(count: number, root: 'square' | 'cube'): readonly bigint[] {
  const fractions: bigint[] = []
  for (let candidate = 2n; fractions.length < count; candidate++)
    if (isPrime(candidate))
      fractions.push(
        root === 'square'
          ? rootOf(candidate << 128n, 2) & 0xffff_ffff_ffff_ffffn
          : rootOf(candidate << 192n, 3) & 0xffff_ffff_ffff_ffffn,
      )
  return fractions
}

function isPrime(value: bigint): boolean {
  for (let divisor = 2n; divisor * divisor <= value; divisor++)
    if (value % divisor === 0n) return false
  return true
}

/** The greatest integer whose power is not greater. */
function rootOf(value: bigint, power: number): bigint {
  let [low, high] = [0n, 1n << 80n]
  while (low < high) {
    const middle = (low + high + 1n) >> 1n
    if (middle ** BigInt(power) <= value) low = middle
    else high = middle - 1n
  }
  return low
}

const halvesOf = (words: readonly bigint[]): Int32Array =>
  Int32Array.from(
    words.flatMap((word) => [Number(word >> 32n) | 0, Number(word & 0xffffffffn) | 0]),
  )

const roundConstants = halvesOf(fractionsOf(80, 'cube'))
const initialState = halvesOf(fractionsOf(8, 'square'))

const blockBytes = 128

export function sha512(message: Uint8Array): Uint8Array {
  const padded = new Uint8Array(Math.ceil((message.length + 17) / blockBytes) * blockBytes)
  padded.set(message)
  padded[message.length] = 0x80
  const view = new DataView(padded.buffer)
  // In bits, in the last 16 bytes; no message here is longer than 2^50 bytes.
  view.setUint32(padded.length - 8, Math.floor(message.length / 0x2000_0000))
  view.setUint32(padded.length - 4, (message.length << 3) >>> 0)
  const state = initialState.slice()
  const schedule = new Int32Array(160)
  for (let at = 0; at < padded.length; at += blockBytes) compress(state, schedule, view, at)
  const digest = new Uint8Array(64)
  const out = new DataView(digest.buffer)
  for (const [index, half] of state.entries()) out.setInt32(4 * index, half)
  return digest
}

/** One block of 16 words (FIPS 180-4 6.4.2). Words are two halves, the high one first. */
function compress(state: Int32Array, w: Int32Array, view: DataView, at: number): void {
  for (let i = 0; i < 32; i++) w[i] = view.getInt32(at + 4 * i)
  for (let i = 32; i < 160; i += 2) extend(w, i)
  const v = state.slice()
  for (let i = 0; i < 160; i += 2) round(v, w, i)
  for (let i = 0; i < 16; i += 2) {
    const low = ((state[i + 1] as number) >>> 0) + ((v[i + 1] as number) >>> 0)
    state[i + 1] = low | 0
    state[i] = ((state[i] as number) + (v[i] as number) + (low > 0xffffffff ? 1 : 0)) | 0
  }
}

function extend(w: Int32Array, i: number): void {
  const [h15, l15] = [w[i - 30] as number, w[i - 29] as number]
  const [h2, l2] = [w[i - 4] as number, w[i - 3] as number]
  const low =
    ((w[i - 31] as number) >>> 0) +
    ((w[i - 13] as number) >>> 0) +
    ((rightLow(h15, l15, 1) ^ rightLow(h15, l15, 8) ^ ((l15 >>> 7) | (h15 << 25))) >>> 0) +
    ((rightLow(h2, l2, 19) ^ leftLow(h2, l2, 3) ^ ((l2 >>> 6) | (h2 << 26))) >>> 0)
  w[i + 1] = low | 0
  w[i] =
    ((w[i - 32] as number) +
      (w[i - 14] as number) +
      (rightHigh(h15, l15, 1) ^ rightHigh(h15, l15, 8) ^ (h15 >>> 7)) +
      (rightHigh(h2, l2, 19) ^ leftHigh(h2, l2, 3) ^ (h2 >>> 6)) +
      Math.floor(low / 0x1_0000_0000)) |
    0
}

function round(v: Int32Array, w: Int32Array, i: number): void {
  const [aH = 0, aL = 0, bH = 0, bL = 0, cH = 0, cL = 0, dH = 0, dL = 0] = v
  const [eH = 0, eL = 0, fH = 0, fL = 0, gH = 0, gL = 0, hH = 0, hL = 0] = v.subarray(8)
  const sum1Low = rightLow(eH, eL, 14) ^ rightLow(eH, eL, 18) ^ leftLow(eH, eL, 23)
  const sum1High = rightHigh(eH, eL, 14) ^ rightHigh(eH, eL, 18) ^ leftHigh(eH, eL, 23)
  const choiceLow = (eL & fL) ^ (~eL & gL)
  const choiceHigh = (eH & fH) ^ (~eH & gH)
  const firstLow =
    (hL >>> 0) +
    (sum1Low >>> 0) +
    (choiceLow >>> 0) +
    ((roundConstants[i + 1] as number) >>> 0) +
    ((w[i + 1] as number) >>> 0)
  const firstHigh =
    (hH +
      sum1High +
      choiceHigh +
      (roundConstants[i] as number) +
      (w[i] as number) +
      Math.floor(firstLow / 0x1_0000_0000)) |
    0
  const sum0Low = rightLow(aH, aL, 28) ^ leftLow(aH, aL, 30) ^ leftLow(aH, aL, 25)
  const sum0High = rightHigh(aH, aL, 28) ^ leftHigh(aH, aL, 30) ^ leftHigh(aH, aL, 25)
  const majorityLow = (aL & bL) ^ (aL & cL) ^ (bL & cL)
  const majorityHigh = (aH & bH) ^ (aH & cH) ^ (bH & cH)
  const secondLow = (sum0Low >>> 0) + (majorityLow >>> 0)
  const newELow = (dL >>> 0) + ((firstLow | 0) >>> 0)
  const newALow = ((firstLow | 0) >>> 0) + secondLow
  v.copyWithin(2, 0, 14)
  v[9] = newELow | 0
  v[8] = (dH + firstHigh + Math.floor(newELow / 0x1_0000_0000)) | 0
  v[1] = newALow | 0
  v[0] = (firstHigh + sum0High + majorityHigh + Math.floor(newALow / 0x1_0000_0000)) | 0
}

/** The halves of a word that is rotated right by less than 32 bits, and of one rotated by 64 minus `by`, the other way round. */
const rightLow = (high: number, low: number, by: number): number =>
  (low >>> by) | (high << (32 - by))
const rightHigh = (high: number, low: number, by: number): number =>
  (high >>> by) | (low << (32 - by))
const leftLow = (high: number, low: number, by: number): number =>
  (low << by) | (high >>> (32 - by))
const leftHigh = (high: number, low: number, by: number): number =>
  (high << by) | (low >>> (32 - by))
