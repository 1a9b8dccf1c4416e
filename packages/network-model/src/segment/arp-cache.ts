/** Who has an address, as a neighbour believes it. */
export interface ArpEntry {
  readonly owner: string
  readonly untilMs: number
  /** Learnt from the owner's announcement, not by asking. */
  readonly announced: boolean
}

/**
 * One neighbour's ARP cache (NET-03): what it last heard, until that ages. It only ever holds the segment's few
 * addresses.
 */
export class ArpCache {
  readonly #cacheMs: number
  readonly #entries = new Map<string, ArpEntry>()
  readonly #asked = new Map<string, number>()

  constructor(cacheMs: number) {
    this.#cacheMs = cacheMs
  }

  /** What is believed about the address at that moment. */
  entryOf(address: string, nowMs: number): ArpEntry | undefined {
    const entry = this.#entries.get(address)
    return entry !== undefined && nowMs < entry.untilMs ? entry : undefined
  }

  /** Whether there was an entry that has aged since. */
  hasAged(address: string, nowMs: number): boolean {
    const entry = this.#entries.get(address)
    return entry !== undefined && nowMs >= entry.untilMs
  }

  /** How often the neighbour has asked who has it. */
  askedCount(address: string): number {
    return this.#asked.get(address) ?? 0
  }

  /** The neighbour has asked, and `owner` answered last. */
  learn(address: string, owner: string, nowMs: number): void {
    this.#asked.set(address, this.askedCount(address) + 1)
    this.#put(address, owner, nowMs, false)
  }

  /** A gratuitous announcement: it updates an entry but never adds one (RFC 5227 3). */
  hear(address: string, owner: string, nowMs: number): void {
    if (this.entryOf(address, nowMs) !== undefined) this.#put(address, owner, nowMs, true)
  }

  #put(address: string, owner: string, nowMs: number, announced: boolean): void {
    this.#entries.set(address, { owner, untilMs: nowMs + this.#cacheMs, announced })
  }
}
