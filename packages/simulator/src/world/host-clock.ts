import type { Scheduler } from '../scheduler/scheduler.ts'

/**
 * What an appliance takes for the time: the world's, plus what it is wrong by, plus what it drifts. Its timers go by the
 * machine's monotonic clock, as everywhere: a jump moves none that is set, a drift stretches them.
 */
export class HostClock {
  readonly #scheduler: Scheduler
  #sinceMs: number
  #ownSinceMs: number
  /** Own milliseconds for each of the world's. */
  #rate = 1

  constructor(scheduler: Scheduler) {
    this.#scheduler = scheduler
    this.#sinceMs = scheduler.nowMs
    this.#ownSinceMs = scheduler.nowMs
  }

  get nowMs(): number {
    return this.#ownSinceMs + Math.floor((this.#scheduler.nowMs - this.#sinceMs) * this.#rate)
  }

  /** When the world's clock will have come so far that this one shows that time. */
  worldMsOf(ownMs: number): number {
    return this.#scheduler.nowMs + Math.ceil((ownMs - this.nowMs) / this.#rate)
  }

  /** It is set forward, or back. */
  jump(byMs: number): void {
    this.#restart(this.nowMs + byMs, this.#rate)
  }

  /** From now on it goes too fast (> 1) or too slow. */
  drift(rate: number): void {
    this.#restart(this.nowMs, rate)
  }

  /** Somebody sets it right, and it stays right. */
  setRight(): void {
    this.#restart(this.#scheduler.nowMs, 1)
  }

  #restart(ownMs: number, rate: number): void {
    this.#sinceMs = this.#scheduler.nowMs
    this.#ownSinceMs = ownMs
    this.#rate = rate
  }
}
