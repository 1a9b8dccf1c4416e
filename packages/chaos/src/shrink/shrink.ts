import type { ScheduledFault } from '../nemesis/scheduled-fault.ts'
import type { Schedule } from '../schedule/schedule.ts'
import { simplerThan } from './simpler.ts'

export interface ShrinkOptions {
  /** The most schedules to play. Default 400. */
  readonly playsMax?: number
}

export interface Shrunk {
  readonly schedule: Schedule
  readonly plays: number
}

/**
 * The smallest schedule found that still fails (CHA-04): faults are left out, halves first (delta debugging), then the
 * lab and the arguments are simplified, as long as anything can be. `fails` plays a schedule; it must be true for the
 * one given.
 */
export function shrink(
  failing: Schedule,
  fails: (schedule: Schedule) => boolean,
  { playsMax = 400 }: ShrinkOptions = {},
): Shrunk {
  let plays = 0
  const stillFails = (schedule: Schedule): boolean => {
    if (plays >= playsMax) return false
    plays += 1
    return fails(schedule)
  }
  let smallest = failing
  for (;;) {
    const before = smallest
    smallest = withFewerFaults(smallest, stillFails)
    for (let simpler: Schedule | undefined = smallest; simpler !== undefined; ) {
      simpler = firstOf(simplerThan(smallest), stillFails)
      if (simpler !== undefined) smallest = simpler
    }
    if (smallest === before || plays >= playsMax) return { schedule: smallest, plays }
  }
}

/** Leaves out ever smaller runs of faults, down to single ones. */
function withFewerFaults(schedule: Schedule, fails: (schedule: Schedule) => boolean): Schedule {
  let smallest = schedule
  for (let size = Math.ceil(schedule.faults.length / 2); size >= 1; size = halfOf(size)) {
    for (let from = 0; from < smallest.faults.length; ) {
      const fewer = { ...smallest, faults: without(smallest.faults, from, size) }
      if (fails(fewer)) smallest = fewer
      else from += size
    }
  }
  return smallest
}

const halfOf = (size: number): number => (size === 1 ? 0 : Math.ceil(size / 2))

const without = (
  faults: readonly ScheduledFault[],
  from: number,
  count: number,
): readonly ScheduledFault[] => faults.filter((_, index) => index < from || index >= from + count)

function firstOf(
  candidates: Iterable<Schedule>,
  holds: (schedule: Schedule) => boolean,
): Schedule | undefined {
  for (const candidate of candidates) if (holds(candidate)) return candidate
  return undefined
}
