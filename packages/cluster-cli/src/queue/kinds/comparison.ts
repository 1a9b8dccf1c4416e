import { buildReport, type Sample, sampleOf } from '@understudy/report'
import type { LabEvent } from '@understudy/shared'
import { type ComparedRunbooks, comparedPlan } from '../../virtual/compared-plan.ts'
import { playVirtual } from '../../virtual/play-virtual.ts'

export interface ComparisonBrief {
  readonly kind: 'comparison'
  readonly compared: ComparedRunbooks
  readonly [field: string]: unknown
}

/** A share is one rehearsal. */
export const comparisonShares =
  ({ compared }: ComparisonBrief): ((share: number) => Sample) =>
  (share) => {
    const events: LabEvent[] = []
    const traceHash = playVirtual(comparedPlan(compared, share), events)
    return sampleOf(buildReport(events, { wallTimeMs: 0, traceHash }))
  }
