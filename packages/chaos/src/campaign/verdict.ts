import type { Coverage } from './coverage.ts'
import type { PlayedSchedule } from './play-schedule.ts'

export type ChaosVerdict = 'passed' | 'failed' | 'inconclusive'

/**
 * What one run proved: nothing, if no fault took hold or nobody was served (REH-08), nor on real processes if none died
 * or roles did not change.
 */
export function verdictOf({
  world,
  findings,
  coverage,
}: Pick<PlayedSchedule, 'world' | 'findings' | 'coverage'>): ChaosVerdict {
  if (findings.length > 0) return 'failed'
  const { acknowledged, crashes, swaps, failovers } = coverage
  const isBroken = world === 'virtual' || (crashes > 0 && swaps + failovers > 0)
  return acknowledged > 0 && hitsOf(coverage) > 0 && isBroken ? 'passed' : 'inconclusive'
}

export const hitsOf = ({ hits }: Pick<Coverage, 'hits'>): number =>
  Object.values(hits).reduce((sum, count) => sum + count, 0)
