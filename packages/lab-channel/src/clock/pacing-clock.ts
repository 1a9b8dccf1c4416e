import type { ClockState } from '@understudy/shared'
import type { LabClock } from '../lab-clock.ts'
import { labTimeOf, monotonicMs } from './monotonic.ts'
import { TimerHeap } from './timer-heap.ts'

/** Node.js treats longer timeouts as 1 ms. */
const timeoutMsMax = 0x7fff_ffff

/** Lab time from a {@link ClockState} that may jump; one real timeout serves all timers. */
export class PacingClock implements LabClock {
  readonly #timers = new TimerHeap()
  readonly #onChange: (fired: boolean) => void
  #state: ClockState
  #lastMs = Number.NEGATIVE_INFINITY
  #timeout: NodeJS.Timeout | undefined
  #immediate: NodeJS.Immediate | undefined
  #armedAtMs = Number.POSITIVE_INFINITY
  #firing = false
  #stopped = false

  /** `onChange` is called whenever timers were set or cleared, or some have `fired`. */
  constructor(state: ClockState, onChange: (fired: boolean) => void) {
    this.#state = state
    this.#onChange = onChange
  }

  nowMs(): number {
    const nowMs = Math.floor(labTimeOf(this.#state, monotonicMs()))
    if (nowMs > this.#lastMs) this.#lastMs = nowMs
    return this.#lastMs
  }

  setTimer(name: string, atMs: number, fire: () => void): void {
    if (this.#stopped) return
    this.#timers.set(name, atMs, fire)
    if (atMs < this.#armedAtMs) this.#arm()
    this.#onChange(false)
  }

  clearTimer(name: string): void {
    this.#timers.clear(name)
    if (this.#timers.peek() === undefined) this.#disarm()
    this.#onChange(false)
  }

  /** When the earliest timer is due, or null. */
  nextAtMs(): number | null {
    return this.#timers.peek()?.atMs ?? null
  }

  /** Continues from a new state, which is never behind the old one, and fires what is due by then. */
  jump(state: ClockState): void {
    this.#state = state
    this.#fireDue()
  }

  /** Takes a new state, but leaves what is due by then to {@link jump}. */
  hold(state: ClockState): void {
    this.#state = state
    const next = this.#timers.peek()
    if (next !== undefined && next.atMs <= this.nowMs()) this.#disarm()
    else this.#arm()
  }

  stop(): void {
    this.#stopped = true
    this.#disarm()
  }

  #fireDue(): void {
    if (this.#firing) return
    this.#firing = true
    // Timers that become due while others fire wait for the next turn, so that they do not starve input.
    const untilMs = this.nowMs()
    let fired = false
    try {
      for (;;) {
        const due = this.#stopped ? undefined : this.#timers.takeDue(untilMs)
        if (due === undefined) break
        fired = true
        due.fire()
      }
    } finally {
      this.#firing = false
      this.#arm()
    }
    if (fired) this.#onChange(true)
  }

  #arm(): void {
    if (this.#firing || this.#stopped) return
    this.#disarm()
    const next = this.#timers.peek()
    if (next === undefined) return
    this.#armedAtMs = next.atMs
    const waitMs = (next.atMs - labTimeOf(this.#state, monotonicMs())) / this.#state.factor
    if (waitMs <= 0) this.#immediate = setImmediate(() => this.#fireDue())
    else
      this.#timeout = setTimeout(() => this.#fireDue(), Math.min(timeoutMsMax, Math.ceil(waitMs)))
  }

  #disarm(): void {
    this.#armedAtMs = Number.POSITIVE_INFINITY
    clearTimeout(this.#timeout)
    clearImmediate(this.#immediate)
  }
}
