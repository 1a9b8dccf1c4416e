import type { LabClock } from '../lab-clock.ts'
import { monotonicMs } from './monotonic.ts'
import { PacingClock } from './pacing-clock.ts'

/** A clock outside any lab: lab time starts at the wall time and runs at the real pace. */
export function standaloneClock(): LabClock {
  const state = {
    factor: 1,
    originLabMs: Date.now(),
    originMonotonicMs: monotonicMs(),
    skippedMs: 0,
  }
  return new PacingClock(state, () => undefined)
}
