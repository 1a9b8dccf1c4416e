import {
  drawSchedule,
  type PlayedSchedule,
  playSchedule,
  type Schedule,
  type SeedRecord,
  seedRecordOf,
  withSameTrace,
} from '@understudy/chaos'
import type { ChaosPlan } from './options.ts'
import { SeedsDone } from './seeds-done.ts'
import { labsOn } from './stores.ts'

/** A worker's part of a campaign: every `jobs`th seed, starting with its own number, without those that were played earlier. */
export function* seedsOf(
  { from, seeds, jobs }: Pick<ChaosPlan, 'from' | 'seeds' | 'jobs'>,
  worker: number,
  done: Pick<SeedsDone, 'has'> = new SeedsDone(),
): Iterable<string> {
  for (let index = worker; index < seeds; index += jobs)
    if (!done.has(index)) yield String(from + index)
}

type Play = (schedule: Schedule) => PlayedSchedule

/** Plays schedules on that store, and once more on the other if there is one. */
export function playerOn({ store, again }: Pick<ChaosPlan, 'store' | 'again'>): Play {
  const labs = labsOn(store)
  if (again === null) return (schedule) => playSchedule(schedule, labs)
  const others = labsOn(again)
  return (schedule) => withSameTrace(playSchedule(schedule, labs), playSchedule(schedule, others))
}

/** Draws the seed's schedule and plays it. */
export const playSeed = (
  seed: string,
  { mode, faults }: Pick<ChaosPlan, 'mode' | 'faults'>,
  play: Play,
): SeedRecord => seedRecordOf(play(drawSchedule(seed, { mode, faults })))
