import type { ClockState } from '@understudy/shared'
import { PacingClock } from './pacing-clock.ts'
import type { Timer, TimeSource } from './time-source.ts'

interface LabTimer extends Timer {
  readonly name: string
}

/**
 * The network process's own timers in lab time: the barrier counts the earliest, so the clock never jumps over it, and
 * without jumps they fire at the lab's pace. In the order of (atMs, set).
 */
export class LabTimers implements TimeSource {
  readonly #clock: PacingClock
  #count = 0

  /** `changed` is called whenever a timer was set or cleared or has fired. */
  constructor(state: ClockState, changed: () => void) {
    this.#clock = new PacingClock(state, changed)
  }

  nowMs(): number {
    return this.#clock.nowMs()
  }

  /** `atMs` may have a fraction: the timer fires at the next whole millisecond. */
  at(atMs: number, fire: () => void): Timer {
    const timer: LabTimer = { atMs: Math.ceil(atMs), name: String(this.#count++) }
    this.#clock.setTimer(timer.name, timer.atMs, fire)
    return timer
  }

  clear(timer: Timer): void {
    this.#clock.clearTimer((timer as LabTimer).name)
  }

  /** When the earliest timer is due, or null. */
  nextAtMs(): number | null {
    return this.#clock.nextAtMs()
  }

  /** Lab time continues from there; what is due by then fires now. */
  jump(state: ClockState): void {
    this.#clock.jump(state)
  }

  /** No timer fires any more. Idempotent. */
  stop(): void {
    this.#clock.stop()
  }
}
