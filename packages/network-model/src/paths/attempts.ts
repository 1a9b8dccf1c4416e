/** When a host repeats a SYN that gets no answer, in ms after the first: Linux' first five. */
const synRepeatsMs = [1_000, 3_000, 7_000, 15_000, 31_000] as const
/** A client with several addresses tries the next one after this long without an answer (RFC 8305 5). */
const nextAddressAfterMs = 250

/** A SYN, to be sent to that address at that time. */
export interface Attempt {
  readonly address: string
  readonly atMs: number
}

/**
 * The SYNs that follow a first one without an answer. Every address is tried in turn, and each one again as TCP
 * does; one that refuses is not tried again. It ends when the client gives up, or at the latest when TCP does.
 */
export class Attempts {
  #left: Attempt[]

  /** `addresses`: the silent one first, then those not tried yet. */
  constructor(addresses: readonly string[], dialledAtMs: number) {
    this.#left = addresses
      .flatMap((address, index) => {
        const firstAtMs = dialledAtMs + index * nextAddressAfterMs
        const repeats = synRepeatsMs.map((afterMs) => ({ address, atMs: firstAtMs + afterMs }))
        return index === 0 ? repeats : [{ address, atMs: firstAtMs }, ...repeats]
      })
      .sort((one, other) => one.atMs - other.atMs)
  }

  /** Takes off the next one; undefined = it has given up. */
  take(): Attempt | undefined {
    return this.#left.shift()
  }

  /** That address has refused. Returns whether another one is left to try. */
  refused(address: string): boolean {
    this.#left = this.#left.filter((attempt) => attempt.address !== address)
    return this.#left.length > 0
  }
}
