import { drawSchedule, playSchedule, type SeedRecord, seedRecordOf } from '@understudy/chaos'
import type { ChaosPlan } from './options.ts'
import { stores } from './stores.ts'

/** A worker's part of a campaign: every `jobs`th seed, starting with its own number. */
export function* seedsOf({ from, seeds, jobs }: ChaosPlan, worker: number): Iterable<string> {
  for (let index = worker; index < seeds; index += jobs) yield String(from + index)
}

/** Draws the seed's schedule and plays it. */
export function playSeed(seed: string, { mode, faults, store }: ChaosPlan): SeedRecord {
  const schedule = drawSchedule(seed, { mode, faults })
  return seedRecordOf(playSchedule(schedule, { openStore: stores[store] }))
}
