import type { Interval } from '../intervals.ts'

/** A state that held for a while. */
export interface Segment extends Interval {
  readonly state: string
}

export interface Change {
  readonly atMs: number
  readonly state: string
}

/** Each state lasts until the next different one, the last until the end. '' = draw nothing. */
export function segmentsOf(changes: readonly Change[], endedAtMs: number): readonly Segment[] {
  const real = changes.filter((change, i) => change.state !== changes[i - 1]?.state)
  return real
    .map(({ atMs, state }, i) => ({
      state,
      startedAtMs: Math.max(0, atMs),
      endedAtMs: real[i + 1]?.atMs ?? endedAtMs,
    }))
    .filter((segment) => segment.state !== '' && segment.endedAtMs > segment.startedAtMs)
}
