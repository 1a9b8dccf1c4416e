import type { Handle, Scheduler } from './scheduler.ts'

/**
 * What has reached a process and waits for the next turn of its event loop: everything that arrives
 * at the same instant before that turn is handled together, as one transaction (DESIGN 1).
 */
export class Inbox<T> {
  readonly #scheduler: Scheduler
  readonly #handle: (inputs: readonly T[]) => void
  #waiting: T[] = []
  #turn: Handle | null = null

  constructor(scheduler: Scheduler, handle: (inputs: readonly T[]) => void) {
    this.#scheduler = scheduler
    this.#handle = handle
  }

  put(input: T): void {
    this.#waiting.push(input)
    this.#turn ??= this.#scheduler.at(this.#scheduler.nowMs, this.#takeTurn)
  }

  /** The process is gone, and with it what waited. */
  discard(): void {
    if (this.#turn !== null) this.#scheduler.cancel(this.#turn)
    this.#turn = null
    this.#waiting = []
  }

  readonly #takeTurn = (): void => {
    const inputs = this.#waiting
    this.#waiting = []
    this.#turn = null
    this.#handle(inputs)
  }
}
