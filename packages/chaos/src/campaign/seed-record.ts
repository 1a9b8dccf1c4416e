import type { Fates, Finding } from '../checkers/checker.ts'
import type { Coverage } from './coverage.ts'
import type { PlayedSchedule } from './play-schedule.ts'
import { type ChaosVerdict, verdictOf } from './verdict.ts'

/** What is kept of a seed: a worker sends it to the campaign as a line of JSON. */
export interface SeedRecord {
  readonly seed: string
  readonly verdict: ChaosVerdict
  readonly traceHash: string
  readonly findings: readonly Finding[]
  readonly coverage: Coverage
  readonly fates: Fates
  readonly faults: number
  readonly virtualMs: number
  readonly steps: number
}

export function seedRecordOf(played: PlayedSchedule): SeedRecord {
  const { schedule, traceHash, findings, coverage, fates, virtualMs, steps } = played
  return {
    seed: schedule.seed,
    verdict: verdictOf(played),
    traceHash,
    findings,
    coverage,
    fates,
    faults: schedule.faults.length,
    virtualMs,
    steps,
  }
}
