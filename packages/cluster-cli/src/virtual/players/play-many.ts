import type { RehearsalPlan } from '@understudy/rehearsal'
import type { Report } from '@understudy/report'
import { Player } from './player.ts'

export interface ManyOptions {
  /** How many are played at the same time, each in its own thread. */
  readonly jobs: number
  readonly onReport: (report: Report, index: number) => void
  /** Once it is aborted, no further one is begun. */
  readonly signal: AbortSignal
}

/** Plays the plans in virtual time. Reports come as they are ready, each with its plan's index. */
export async function playMany(
  plans: readonly RehearsalPlan[],
  { jobs, onReport, signal }: ManyOptions,
): Promise<void> {
  const players = Array.from({ length: Math.min(jobs, plans.length) }, () => new Player())
  const left = plans.entries()
  const playOn = async (player: Player): Promise<void> => {
    for (const [index, plan] of left) {
      onReport(await player.play(plan), index)
      if (signal.aborted) return
    }
  }
  try {
    await Promise.all(players.map(playOn))
  } finally {
    await Promise.all(players.map((player) => player.end()))
  }
}
