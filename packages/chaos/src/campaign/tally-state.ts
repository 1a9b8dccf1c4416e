import { emptyDigest, type SetDigest } from '@understudy/shared'
import { type Fates, noFates } from '../checkers/checker.ts'
import type { FaultName } from '../nemesis/table.ts'
import type { SpreadName } from './campaign-report.ts'
import { emptyHistogram, type Histogram } from './histogram.ts'
import type { SeedRecord } from './seed-record.ts'
import type { ChaosVerdict } from './verdict.ts'

/** What is added up of one kind of fault. */
export interface FaultSums {
  hits: number
  runs: number
  runsFailed: number
  acknowledged: number
  virtualMs: number
}

/** All that is known of the seeds played so far: plain data of bounded size, to be written down and gone on with (CHA-01). */
export interface TallyState {
  played: number
  readonly verdicts: Record<ChaosVerdict, number>
  readonly totals: {
    hits: number
    failovers: number
    swaps: number
    splitBrains: number
    addressConflicts: number
    crashes: number
    syncs: number
    acknowledged: number
    virtualMs: number
    steps: number
    readonly fates: Fates
  }
  readonly spread: Record<SpreadName, Histogram>
  readonly faults: Partial<Record<FaultName, FaultSums>>
  readonly laws: Record<string, number>
  readonly found: SeedRecord[]
  readonly inconclusive: string[]
  /** Of all seeds with their traces' hashes, in any order. */
  traces: SetDigest
}

export const emptyTally = (): TallyState => ({
  played: 0,
  verdicts: { passed: 0, failed: 0, inconclusive: 0 },
  totals: {
    hits: 0,
    failovers: 0,
    swaps: 0,
    splitBrains: 0,
    addressConflicts: 0,
    crashes: 0,
    syncs: 0,
    acknowledged: 0,
    virtualMs: 0,
    steps: 0,
    fates: { ...noFates },
  },
  spread: {
    hits: emptyHistogram(),
    crashes: emptyHistogram(),
    acknowledged: emptyHistogram(),
    virtualMs: emptyHistogram(),
    steps: emptyHistogram(),
  },
  faults: {},
  laws: {},
  found: [],
  inconclusive: [],
  traces: emptyDigest,
})
