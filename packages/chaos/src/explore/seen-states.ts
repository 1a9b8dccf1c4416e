import { hash64 } from '@understudy/shared'
import { type FaultCounts, type SmallFault, smallFaults } from './faults.ts'
import { type Pair, pairText } from './pair/pair.ts'

/**
 * The states met so far, numbered from 0, each by a digest of 53 bits: among ten million, two are taken for one by chance
 * in about one of two hundred explorations. 12 bytes a slot, so that tens of millions fit.
 */
export class SeenStates {
  readonly #most: FaultCounts
  readonly #codes = new Map<number, readonly number[]>()
  #digests = new Float64Array(slotsAtFirst)
  #numbers = new Int32Array(slotsAtFirst)
  #count = 0

  /** `most`: how often each fault may happen from the beginning. */
  constructor(most: FaultCounts) {
    this.#most = most
  }

  get count(): number {
    return this.#count
  }

  /** The number of exactly this state; null = it was not met. */
  numberOf(pair: Pair): number | null {
    return this.#find(digestOf(hash64(pairText(pair)), pair.left))
  }

  /**
   * The state's number, and whether it is new. One that was met when more could still go wrong has everything ahead of it
   * that this one has: it counts as this one.
   */
  note(pair: Pair): { readonly number: number; readonly isNew: boolean } {
    const hash = hash64(pairText(pair))
    const digest = digestOf(hash, pair.left)
    const known = this.#find(digest) ?? this.#findWithMoreLeft(hash, pair.left)
    if (known !== null) return { number: known, isNew: false }
    if (this.#count >= this.#digests.length * fillMax) this.#grow()
    const number = this.#count
    this.#count += 1
    this.#put(digest, number)
    return { number, isNew: true }
  }

  #findWithMoreLeft(hash: Hash, left: FaultCounts): number | null {
    for (const code of this.#codesWithMoreLeft(left)) {
      const known = this.#find(digestWith(hash, code))
      if (known !== null) return known
    }
    return null
  }

  #codesWithMoreLeft(left: FaultCounts): readonly number[] {
    const own = codeOf(left)
    const known = this.#codes.get(own)
    if (known !== undefined) return known
    let counts: readonly FaultCounts[] = [left]
    for (const kind of kinds)
      counts = counts.flatMap((one) =>
        Array.from({ length: this.#most[kind] - left[kind] + 1 }, (_, more) => ({
          ...one,
          [kind]: left[kind] + more,
        })),
      )
    const codes = counts.map(codeOf).filter((code) => code !== own)
    this.#codes.set(own, codes)
    return codes
  }

  #find(digest: number): number | null {
    const at = this.#slotOf(digest)
    return this.#digests[at] === digest ? (this.#numbers[at] ?? null) : null
  }

  #put(digest: number, number: number): void {
    const at = this.#slotOf(digest)
    this.#digests[at] = digest
    this.#numbers[at] = number
  }

  /** Where the digest is, or would be. */
  #slotOf(digest: number): number {
    const digests = this.#digests
    const mask = digests.length - 1
    let at = digest % digests.length
    while (digests[at] !== 0 && digests[at] !== digest) at = (at + 1) & mask
    return at
  }

  #grow(): void {
    const [digests, numbers] = [this.#digests, this.#numbers]
    this.#digests = new Float64Array(digests.length * 2)
    this.#numbers = new Int32Array(digests.length * 2)
    for (const [at, digest] of digests.entries())
      if (digest !== 0) this.#put(digest, numbers[at] ?? 0)
  }
}

/** A power of two. */
const slotsAtFirst = 1 << 16
const fillMax = 0.6
/** More of a kind than anybody explores. */
const timesMax = 31

const kinds = Object.keys(smallFaults) as readonly SmallFault[]

type Hash = ReturnType<typeof hash64>

const digestOf = (hash: Hash, left: FaultCounts): number => digestWith(hash, codeOf(left))

/** Never 0, which is an empty slot. */
function digestWith({ high, low }: Hash, code: number): number {
  const mixed = (high ^ Math.imul(code + 1, 0x9e37_79b1)) >>> 0
  return mixed * 0x20_0000 + (low >>> 11) || 1
}

/** How often each fault may still happen, as one number. */
const codeOf = (left: FaultCounts): number =>
  kinds.reduce((code, kind) => code * (timesMax + 1) + left[kind], 0)
