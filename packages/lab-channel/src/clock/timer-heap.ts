export interface HeapTimer {
  readonly name: string
  readonly atMs: number
  readonly order: number
  readonly fire: () => void
}

/** Named timers, earliest first by (atMs, order of setting). Setting and taking cost O(log n). */
export class TimerHeap {
  readonly #heap: HeapTimer[] = []
  readonly #byName = new Map<string, HeapTimer>()
  #order = 0

  set(name: string, atMs: number, fire: () => void): void {
    const timer = { name, atMs, order: this.#order++, fire }
    this.#byName.set(name, timer)
    this.#heap.push(timer)
    this.#rise(this.#heap.length - 1)
    if (this.#heap.length > 64 && this.#heap.length > 4 * this.#byName.size) this.#sweep()
  }

  clear(name: string): void {
    this.#byName.delete(name)
  }

  /** The earliest timer that is still set, left in place. */
  peek(): HeapTimer | undefined {
    // Cleared and replaced timers stay in the heap until they reach its top: that makes clearing O(1).
    let top = this.#heap[0]
    while (top !== undefined && this.#byName.get(top.name) !== top) {
      this.#removeTop()
      top = this.#heap[0]
    }
    return top
  }

  /** Takes the earliest timer out if it is due. */
  takeDue(nowMs: number): HeapTimer | undefined {
    const top = this.peek()
    if (top === undefined || top.atMs > nowMs) return undefined
    this.#removeTop()
    this.#byName.delete(top.name)
    return top
  }

  #removeTop(): void {
    const last = this.#heap.pop()
    if (last === undefined || this.#heap.length === 0) return
    this.#heap[0] = last
    this.#sink(0)
  }

  /** Drops cleared timers, so that timers set and cleared over and over do not pile up. */
  #sweep(): void {
    const kept = this.#heap.filter((timer) => this.#byName.get(timer.name) === timer)
    this.#heap.length = 0
    for (const timer of kept.sort((a, b) => (before(a, b) ? -1 : 1))) this.#heap.push(timer)
  }

  #rise(start: number): void {
    let at = start
    const timer = this.#heap[at] as HeapTimer
    while (at > 0) {
      const up = (at - 1) >> 1
      const parent = this.#heap[up] as HeapTimer
      if (!before(timer, parent)) break
      this.#heap[at] = parent
      at = up
    }
    this.#heap[at] = timer
  }

  #sink(start: number): void {
    let at = start
    const timer = this.#heap[at] as HeapTimer
    for (;;) {
      const left = this.#heap[2 * at + 1]
      if (left === undefined) break
      const right = this.#heap[2 * at + 2]
      const smaller = right !== undefined && before(right, left) ? right : left
      if (!before(smaller, timer)) break
      this.#heap[at] = smaller
      at = smaller === left ? 2 * at + 1 : 2 * at + 2
    }
    this.#heap[at] = timer
  }
}

const before = (a: HeapTimer, b: HeapTimer): boolean =>
  a.atMs < b.atMs || (a.atMs === b.atMs && a.order < b.order)
