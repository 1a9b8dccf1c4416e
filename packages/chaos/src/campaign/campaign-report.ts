import type { Fates } from '../checkers/checker.ts'
import type { FaultName } from '../nemesis/table.ts'
import type { Mode } from '../schedule/schedule.ts'
import type { WorldName } from '../schedule/world-name.ts'
import type { Coverage } from './coverage.ts'
import type { Quantiles } from './histogram.ts'
import type { SeedRecord } from './seed-record.ts'
import type { ChaosVerdict } from './verdict.ts'

/** What a campaign was asked for. */
export interface CampaignPlan {
  readonly world: WorldName
  /** Starts no more seeds after that long; null = all are played. */
  readonly secondsMax: number | null
  readonly from: number
  readonly seeds: number
  readonly mode: Mode
  readonly faults: readonly FaultName[]
  /** The name of the store that the appliances used. */
  readonly store: string
  /** The store on which each seed is played once more, to see the same trace; null = on none. */
  readonly again: string | null
  readonly jobs: number
}

/** One kind of fault over a whole campaign: how often it took hold, and what that cost. */
export interface FaultFigures {
  readonly fault: FaultName
  readonly family: string
  readonly title: string
  readonly hits: number
  /** Runs in which it took hold, and how many of these broke a law. */
  readonly runs: number
  readonly runsFailed: number
  /** Sessions acknowledged per virtual minute of these runs. */
  readonly sessionsPerMinute: number
}

/** All seeds together; `hits` of all kinds of faults. */
export interface CampaignTotals extends Omit<Coverage, 'hits'> {
  readonly hits: number
  readonly virtualMs: number
  readonly steps: number
  readonly fates: Fates
}

/** What is different from seed to seed, and how much. */
export const spreadNames = ['hits', 'crashes', 'acknowledged', 'virtualMs', 'steps'] as const
export type SpreadName = (typeof spreadNames)[number]

/** A campaign's result: `campaign.json`. Its size does not depend on how many seeds were played. */
export interface CampaignReport {
  readonly plan: CampaignPlan
  readonly verdict: ChaosVerdict
  /** One sentence each; empty = passed. */
  readonly reasons: readonly string[]
  readonly commit: string | null
  readonly played: number
  readonly verdicts: Readonly<Record<ChaosVerdict, number>>
  readonly wallMs: number
  readonly seedsPerSecond: number
  /** Identifies all traces together, in whatever order they came: same seeds, same product, same hash (CHA-07). */
  readonly traces: string
  readonly totals: CampaignTotals
  readonly spread: Readonly<Record<SpreadName, Quantiles>>
  readonly faults: readonly FaultFigures[]
  /** Each law that was broken, and by how many seeds. */
  readonly laws: Readonly<Record<string, number>>
  /** The seeds that broke one: the lowest of them, with all that was found; `foundMore` = how many more there are. */
  readonly found: readonly SeedRecord[]
  readonly foundMore: number
  /** The lowest of the seeds that proved nothing. */
  readonly inconclusive: readonly string[]
}
