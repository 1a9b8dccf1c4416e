import type { Scheduler } from '../scheduler/scheduler.ts'

/**
 * The time as an appliance sees it: the world's, plus its error, plus its drift. Its timers go by the machine's
 * monotonic clock, as usual: a jump moves none that is set, a drift stretches those set from then on.
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

  /** The world's time at which this clock shows that time. */
  worldMsOf(ownMs: number): number {
    return this.#scheduler.nowMs + Math.ceil((ownMs - this.nowMs) / this.#rate)
  }

  /** It goes more slowly than the world's. */
  get isSlow(): boolean {
    return this.#rate < 1
  }

  /** It is set forward, or back. */
  jump(byMs: number): void {
    this.#restart(this.nowMs + byMs, this.#rate)
  }

  /** From now on it goes too fast (> 1) or too slow. */
  drift(rate: number): void {
    this.#restart(this.nowMs, rate)
  }

  /** Somebody sets it right, and its drift ends. */
  setRight(): void {
    this.#restart(this.#scheduler.nowMs, 1)
  }

  #restart(ownMs: number, rate: number): void {
    this.#sinceMs = this.#scheduler.nowMs
    this.#ownSinceMs = ownMs
    this.#rate = rate
  }
}
