import type { Random } from '@understudy/shared'
import type { Stage } from './stage.ts'
import { type FaultArguments, type FaultName, faultKinds } from './table.ts'

/** One fault: when (from the beginning of the safety phase), which, and with which arguments. */
export type ScheduledFault = {
  readonly [K in FaultName]: {
    readonly atMs: number
    readonly fault: K
    readonly with: FaultArguments<K>
  }
}[FaultName]

export const drawFault = (fault: FaultName, atMs: number, random: Random): ScheduledFault =>
  ({ atMs, fault, with: faultKinds[fault].draw(random) }) as ScheduledFault

/** Begins it; false = there was nothing to hit. */
export function beginFault(stage: Stage, scheduled: ScheduledFault): boolean {
  const begin = faultKinds[scheduled.fault].begin as (stage: Stage, args: object) => boolean
  return begin(stage, scheduled.with)
}
