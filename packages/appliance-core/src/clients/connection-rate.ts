/** A client that was told to come back keeps its slot for so long. */
const slotKeptMs = 60_000

/**
 * Who may connect when, if only so many new connections a second are allowed (CLI-03): everybody
 * beyond that gets a place of his own in a later second, evenly spread within it, so that those who
 * wait do not all come at one moment. Bounded: at most `slotsMax` places are kept, and none
 * is further away than they reach.
 */
export class ConnectionRate {
  readonly #slotsMax: number
  /** When each of those who wait is to come, in the order of these times. */
  readonly #slots = new Map<string, number>()
  /** The first second, since the epoch, that is not full, and how many places of it are taken. */
  #second = 0
  #taken = 0

  constructor(slotsMax: number) {
    this.#slotsMax = slotsMax
  }

  /** 0 = it may connect now; else after so many milliseconds. */
  delayMs(name: string, rateMax: number, nowMs: number): number {
    this.#forgetPast(nowMs)
    const slotMs = this.#slots.get(name)
    if (slotMs !== undefined) {
      if (slotMs > nowMs) return slotMs - nowMs
      this.#slots.delete(name)
      return 0
    }
    // Nobody more is given a place: he asks again when those who have one have come.
    if (this.#slots.size >= this.#slotsMax) return this.#second * 1_000 + 1_000 - nowMs
    const atMs = this.#take(rateMax, nowMs)
    if (atMs <= nowMs) return 0
    this.#slots.set(name, atMs)
    return atMs - nowMs
  }

  #take(rateMax: number, nowMs: number): number {
    const second = Math.floor(nowMs / 1_000)
    if (this.#second < second) this.#moveTo(second)
    else if (this.#taken >= rateMax) this.#moveTo(this.#second + 1)
    const place = this.#taken
    this.#taken += 1
    return this.#second === second
      ? nowMs
      : this.#second * 1_000 + Math.floor((place * 1_000) / rateMax)
  }

  #moveTo(second: number): void {
    this.#second = second
    this.#taken = 0
  }

  #forgetPast(nowMs: number): void {
    for (const [name, slotMs] of this.#slots) {
      if (slotMs + slotKeptMs >= nowMs) return
      this.#slots.delete(name)
    }
  }
}
