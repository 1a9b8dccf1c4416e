interface Due {
  readonly name: string
  readonly atMs: number
  readonly order: number
}

/** When each of many things is due next, the earliest first; equal times in the given order. */
export class DueTimes {
  readonly #byName = new Map<string, Due>()
  /** Sorted with the earliest last, where it is cheap to take off. */
  readonly #sorted: Due[] = []

  get earliestMs(): number | null {
    return this.#sorted.at(-1)?.atMs ?? null
  }

  /** Null: never. */
  set(name: string, atMs: number | null, order: number): void {
    this.delete(name)
    if (atMs === null) return
    const due = { name, atMs, order }
    this.#byName.set(name, due)
    this.#sorted.splice(this.#placeOf(due), 0, due)
  }

  delete(name: string): void {
    const due = this.#byName.get(name)
    if (due === undefined) return
    this.#byName.delete(name)
    this.#sorted.splice(this.#placeOf(due), 1)
  }

  /** Takes off all that are due; returned by `order`, not by time. */
  take(nowMs: number): readonly string[] {
    const due: Due[] = []
    for (let last = this.#sorted.at(-1); last !== undefined && last.atMs <= nowMs; ) {
      due.push(last)
      this.delete(last.name)
      last = this.#sorted.at(-1)
    }
    return due.sort((one, other) => one.order - other.order).map(({ name }) => name)
  }

  /** The place before the first one that is not later than this. */
  #placeOf({ atMs, order }: Due): number {
    let low = 0
    let high = this.#sorted.length
    while (low < high) {
      const middle = (low + high) >> 1
      const there = this.#sorted[middle] as Due
      const isLater = there.atMs > atMs || (there.atMs === atMs && there.order > order)
      if (isLater) low = middle + 1
      else high = middle
    }
    return low
  }
}
