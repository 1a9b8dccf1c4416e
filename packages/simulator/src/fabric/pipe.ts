import type { Scheduler } from '../scheduler/scheduler.ts'

/** What a direction of a flow needs to know of the network. */
export interface PathState {
  readonly scheduler: Scheduler
  readonly latencyMs: number
  /** Whether bytes pass between the two hosts now. */
  carries(one: string, other: string): boolean
}

/**
 * One direction of an established flow: everything arrives after the latency, in order. While the
 * path is cut it waits, and nobody is told (a pulled cable); after healing it goes on in order.
 */
export class Pipe<T> {
  readonly #path: PathState
  readonly #from: string
  readonly #to: string
  readonly #deliver: (item: T) => void
  #stalled: T[] = []
  #open = true

  constructor(path: PathState, from: string, to: string, deliver: (item: T) => void) {
    this.#path = path
    this.#from = from
    this.#to = to
    this.#deliver = deliver
  }

  send(item: T): void {
    if (this.#open) this.#path.scheduler.after(this.#path.latencyMs, () => this.#arrive(item))
  }

  /** What is under way never arrives. */
  destroy(): void {
    this.#open = false
    this.#stalled = []
  }

  /** The path may be whole again: what was held back is sent once more. */
  onHealed(): void {
    if (this.#open && this.#stalled.length > 0)
      this.#path.scheduler.after(this.#path.latencyMs, () => this.#flush())
  }

  #arrive(item: T): void {
    if (!this.#open) return
    // Behind what stalled, even where the path is whole again: a stream keeps its order.
    if (this.#stalled.length > 0 || !this.#path.carries(this.#from, this.#to))
      this.#stalled.push(item)
    else this.#deliver(item)
  }

  #flush(): void {
    if (!this.#path.carries(this.#from, this.#to)) return
    const items = this.#stalled
    this.#stalled = []
    for (const item of items) if (this.#open) this.#deliver(item)
  }
}
