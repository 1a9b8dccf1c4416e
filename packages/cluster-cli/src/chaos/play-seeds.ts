import {
  drawSchedule,
  type PreparedLabs,
  playSchedule,
  type SeedRecord,
  seedRecordOf,
} from '@understudy/chaos'
import type { ChaosPlan } from './options.ts'

/** A worker's part of a campaign: every `jobs`th seed, starting with its own number. */
export function* seedsOf({ from, seeds, jobs }: ChaosPlan, worker: number): Iterable<string> {
  for (let index = worker; index < seeds; index += jobs) yield String(from + index)
}

/** Draws the seed's schedule and plays it. */
export function playSeed(
  seed: string,
  { mode, faults }: Pick<ChaosPlan, 'mode' | 'faults'>,
  labs: PreparedLabs,
): SeedRecord {
  const schedule = drawSchedule(seed, { mode, faults })
  return seedRecordOf(playSchedule(schedule, labs))
}
