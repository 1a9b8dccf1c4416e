/** How many events may wait at once; more is a runaway world, not a big one. */
export const pendingMax = 1 << 20

const initialCapacity = 1_024

/**
 * A binary heap of (time, sequence) with a slot number each, in typed arrays: no object per event.
 * Equal times leave in the order in which they came.
 */
export class EventHeap {
  #times = new Float64Array(initialCapacity)
  #sequences = new Float64Array(initialCapacity)
  #slots = new Int32Array(initialCapacity)
  #size = 0

  get size(): number {
    return this.#size
  }

  /** The earliest time. Only where size > 0. */
  get firstTimeMs(): number {
    return this.#times[0] as number
  }

  /** The slot of the earliest event. Only where size > 0. */
  get firstSlot(): number {
    return this.#slots[0] as number
  }

  push(timeMs: number, sequence: number, slot: number): void {
    if (this.#size === this.#times.length) this.#grow()
    let at = this.#size
    this.#size += 1
    while (at > 0) {
      const parent = (at - 1) >> 1
      if (!this.#isAfter(parent, timeMs, sequence)) break
      this.#move(parent, at)
      at = parent
    }
    this.#put(at, timeMs, sequence, slot)
  }

  /** Removes the earliest event and returns its slot. Only where size > 0. */
  pop(): number {
    const slot = this.#slots[0] as number
    this.#size -= 1
    if (this.#size > 0) this.#sink(this.#size)
    return slot
  }

  /** Puts the event at `last` where it belongs, beginning at the root. */
  #sink(last: number): void {
    const timeMs = this.#times[last] as number
    const sequence = this.#sequences[last] as number
    const slot = this.#slots[last] as number
    let at = 0
    for (let child = 1; child < last; child = 2 * at + 1) {
      const right = child + 1
      const smaller =
        right < last &&
        this.#isAfter(child, this.#times[right] as number, this.#sequences[right] as number)
          ? right
          : child
      if (this.#isAfter(smaller, timeMs, sequence)) break
      this.#move(smaller, at)
      at = smaller
    }
    this.#put(at, timeMs, sequence, slot)
  }

  #isAfter(at: number, timeMs: number, sequence: number): boolean {
    const time = this.#times[at] as number
    return time > timeMs || (time === timeMs && (this.#sequences[at] as number) > sequence)
  }

  #move(from: number, to: number): void {
    this.#times[to] = this.#times[from] as number
    this.#sequences[to] = this.#sequences[from] as number
    this.#slots[to] = this.#slots[from] as number
  }

  #put(at: number, timeMs: number, sequence: number, slot: number): void {
    this.#times[at] = timeMs
    this.#sequences[at] = sequence
    this.#slots[at] = slot
  }

  #grow(): void {
    const capacity = this.#times.length * 2
    const times = new Float64Array(capacity)
    const sequences = new Float64Array(capacity)
    const slots = new Int32Array(capacity)
    times.set(this.#times)
    sequences.set(this.#sequences)
    slots.set(this.#slots)
    this.#times = times
    this.#sequences = sequences
    this.#slots = slots
  }
}
