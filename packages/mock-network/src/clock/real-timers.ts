import { monotonicMs, type Timer, type TimeSource } from '@understudy/lab-channel'

/** Node.js treats longer timeouts as 1 ms. */
const timeoutMsMax = 0x7fff_ffff

/**
 * The machine's monotonic time, finer than Node.js' timers: it spins the event loop for the last millisecond, and no
 * timer fires early.
 */
export class RealTimers implements TimeSource {
  nowMs(): number {
    return monotonicMs()
  }

  at(atMs: number, fire: () => void): Timer {
    return new RealTimer(atMs, fire)
  }

  clear(timer: Timer): void {
    if (timer instanceof RealTimer) timer.clear()
  }
}

class RealTimer implements Timer {
  readonly atMs: number
  readonly #fire: () => void
  #timeout: NodeJS.Timeout | undefined
  #immediate: NodeJS.Immediate | undefined

  constructor(atMs: number, fire: () => void) {
    this.atMs = atMs
    this.#fire = fire
    this.#wait(false)
  }

  clear(): void {
    clearTimeout(this.#timeout)
    clearImmediate(this.#immediate)
  }

  #wait(mayFire: boolean): void {
    const restMs = this.atMs - monotonicMs()
    if (restMs <= 0 && mayFire) this.#fire()
    else if (restMs < 1) this.#immediate = setImmediate(() => this.#wait(true))
    else {
      const waitMs = Math.min(timeoutMsMax, Math.floor(restMs))
      this.#timeout = setTimeout(() => this.#wait(true), waitMs)
    }
  }
}
