import { performance } from 'node:perf_hooks'
import { drawSchedule, seedRecordOf } from '@understudy/chaos'
import { LabError } from '../../lab/lab-error.ts'
import { CommandError } from '../../usage/errors.ts'
import { seedsOf } from '../play-seeds.ts'
import { SeedsDone } from '../seeds-done.ts'
import type { CampaignRun } from '../workers.ts'
import { removeAbandonedLabs } from './lab-folders.ts'
import { playOnProcesses } from './play-on-processes.ts'

/**
 * Plays the seeds of a campaign on real processes and reports each as it ends: so many labs at a time as there are jobs,
 * all of this process, so that they end with it.
 */
export async function playRealCampaign({ plan, done, onSeed, onStop }: CampaignRun): Promise<void> {
  const startedAtMs = performance.now()
  const endsAtMs = startedAtMs + (plan.secondsMax ?? Number.POSITIVE_INFINITY) * 1_000
  removeAbandonedLabs()
  let isOver = false
  const stops = new Set<() => void>()
  const end = (): void => {
    isOver = true
    for (const stop of stops) stop()
  }
  const unlisten = onStop(end)
  const onEnd = (stop: () => void): (() => void) => {
    stops.add(stop)
    return () => void stops.delete(stop)
  }
  const worker = async (number: number): Promise<void> => {
    for (const seed of seedsOf(plan, number, new SeedsDone(done))) {
      if (isOver || performance.now() >= endsAtMs) return
      const played = await playOnProcesses(drawSchedule(seed, plan), onEnd)
      if (played !== null) onSeed(seedRecordOf(played), played)
    }
  }
  try {
    await Promise.all(Array.from({ length: plan.jobs }, (_, number) => worker(number)))
  } catch (error) {
    if (error instanceof LabError) throw new CommandError(error.message)
    throw error
  } finally {
    end()
    unlisten()
  }
}
