import type { ClockState } from '@understudy/shared'

/** The machine's monotonic clock in milliseconds with a fraction: the same in all its processes. */
export const monotonicMs = (): number => Number(process.hrtime.bigint()) / 1e6

/** Lab time, with its fraction, at a moment of the monotonic clock. */
export function labTimeOf(clock: ClockState, atMonotonicMs: number): number {
  const passedMs = clock.factor * (atMonotonicMs - clock.originMonotonicMs)
  return clock.originLabMs + passedMs + clock.skippedMs
}
