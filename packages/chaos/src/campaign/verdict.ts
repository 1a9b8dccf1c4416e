import type { Coverage } from './coverage.ts'
import type { PlayedSchedule } from './play-schedule.ts'

export type ChaosVerdict = 'passed' | 'failed' | 'inconclusive'

/** What one run proved: nothing, if no fault took hold or nobody was served (REH-08). */
export function verdictOf({
  findings,
  coverage,
}: Pick<PlayedSchedule, 'findings' | 'coverage'>): ChaosVerdict {
  if (findings.length > 0) return 'failed'
  return coverage.acknowledged === 0 || hitsOf(coverage) === 0 ? 'inconclusive' : 'passed'
}

export const hitsOf = ({ hits }: Pick<Coverage, 'hits'>): number =>
  Object.values(hits).reduce((sum, count) => sum + count, 0)
