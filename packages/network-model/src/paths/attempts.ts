/** When a host that gets no answer to its SYN repeats it, after the first: Linux' first five, in ms. */
const synRepeatsMs = [1_000, 3_000, 7_000, 15_000, 31_000] as const
/** A client that has several addresses tries the next one when the one before is silent so long (RFC 8305 5). */
const nextAddressAfterMs = 250

/** A SYN, to be sent to that address then. */
export interface Attempt {
  readonly address: string
  readonly atMs: number
}

/**
 * The SYNs that follow a first one into silence. Every address is tried in its turn, and each of them again as
 * TCP does; one that refuses is tried no more. It ends with the client's patience, or here with TCP's.
 */
export class Attempts {
  #left: Attempt[]

  /** `addresses`: the silent one first, then those that have not been tried. */
  constructor(addresses: readonly string[], dialledAtMs: number) {
    this.#left = addresses
      .flatMap((address, index) => {
        const firstAtMs = dialledAtMs + index * nextAddressAfterMs
        const repeats = synRepeatsMs.map((afterMs) => ({ address, atMs: firstAtMs + afterMs }))
        return index === 0 ? repeats : [{ address, atMs: firstAtMs }, ...repeats]
      })
      .sort((one, other) => one.atMs - other.atMs)
  }

  /** The next one, taken off; undefined = it has given up. */
  take(): Attempt | undefined {
    return this.#left.shift()
  }

  /** That address has refused. Whether any other one is left to be tried. */
  refused(address: string): boolean {
    this.#left = this.#left.filter((attempt) => attempt.address !== address)
    return this.#left.length > 0
  }
}
