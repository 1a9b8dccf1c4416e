import { type Fates, noFates } from '../checkers/checker.ts'
import { type FaultName, faultKinds, faultNames } from '../nemesis/table.ts'
import type { Mode } from '../schedule/schedule.ts'
import type { WorldName } from '../schedule/world-name.ts'
import type { SeedRecord } from './seed-record.ts'
import { type ChaosVerdict, hitsOf } from './verdict.ts'

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

/** A campaign's result: `campaign.json`. */
export interface CampaignReport {
  readonly plan: CampaignPlan
  readonly verdict: ChaosVerdict
  /** One sentence each; empty = passed. */
  readonly reasons: readonly string[]
  readonly commit: string | null
  readonly played: number
  readonly wallMs: number
  readonly seedsPerSecond: number
  readonly totals: {
    readonly hits: number
    readonly failovers: number
    readonly swaps: number
    readonly splitBrains: number
    readonly addressConflicts: number
    readonly crashes: number
    readonly syncs: number
    readonly acknowledged: number
    readonly virtualMs: number
    readonly steps: number
    readonly fates: Fates
  }
  readonly faults: readonly FaultFigures[]
  readonly seeds: readonly SeedRecord[]
}

/** Adds up the seeds of a campaign as workers finish them, in any order. */
export class Tally {
  readonly #plan: CampaignPlan
  readonly #records: SeedRecord[] = []
  #totals = {
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
  }
  #findings = 0

  constructor(plan: CampaignPlan) {
    this.#plan = plan
  }

  add(record: SeedRecord): void {
    const { coverage, fates, virtualMs, steps, findings } = record
    this.#records.push(record)
    this.#findings += findings.length
    const totals = this.#totals
    totals.hits += hitsOf(coverage)
    totals.virtualMs += virtualMs
    totals.steps += steps
    for (const name of ['failovers', 'swaps', 'splitBrains', 'addressConflicts'] as const)
      totals[name] += coverage[name]
    for (const name of ['crashes', 'syncs', 'acknowledged'] as const) totals[name] += coverage[name]
    for (const fate of Object.keys(fates) as (keyof Fates)[]) totals.fates[fate] += fates[fate]
  }

  /** One line for the terminal while it runs. */
  progress(wallMs: number): string {
    const { hits, failovers, swaps } = this.#totals
    const played = this.#records.length
    const rate = ((played * 1_000) / Math.max(1, wallMs)).toFixed(1)
    return `${played} of ${this.#plan.seeds} seeds, ${rate}/s; ${hits} faults hit, ${failovers} failovers, ${swaps} swaps, ${this.#findings} findings`
  }

  report(wallMs: number, commit: string | null): CampaignReport {
    const seeds = [...this.#records].sort((x, y) => Number(x.seed) - Number(y.seed))
    return {
      plan: this.#plan,
      ...this.#judged(),
      commit,
      played: seeds.length,
      wallMs,
      seedsPerSecond: Math.round((seeds.length * 10_000) / Math.max(1, wallMs)) / 10,
      totals: this.#totals,
      faults: faultNames.map((fault) => figuresOf(fault, seeds)).filter(({ runs }) => runs > 0),
      seeds,
    }
  }

  /** A campaign that is bounded by time plays what it can. */
  #isCutShort(): boolean {
    const { seeds, secondsMax } = this.#plan
    const played = this.#records.length
    return secondsMax === null ? played < seeds : played === 0
  }

  /** A broken law comes first; then, without faults, failovers or sessions nothing was proved (REH-08). */
  #judged(): Pick<CampaignReport, 'verdict' | 'reasons'> {
    const failed = this.#records.filter(({ verdict }) => verdict === 'failed')
    if (failed.length > 0) {
      const laws = [...new Set(failed.flatMap(({ findings }) => findings.map(({ law }) => law)))]
      const seeds = failed.length === 1 ? '1 seed broke' : `${failed.length} seeds broke`
      return { verdict: 'failed', reasons: [`${seeds} a law: ${laws.sort().join(', ')}.`] }
    }
    const { hits, failovers, swaps, acknowledged } = this.#totals
    const reasons = [
      ...(this.#isCutShort() ? ['Not every seed was played.'] : []),
      ...(hits === 0 ? ['No fault took hold.'] : []),
      ...(failovers + swaps === 0 ? ['No failover and no swap happened.'] : []),
      ...(acknowledged === 0 ? ['No session was acknowledged.'] : []),
    ]
    return { verdict: reasons.length === 0 ? 'passed' : 'inconclusive', reasons }
  }
}

function figuresOf(fault: FaultName, seeds: readonly SeedRecord[]): FaultFigures {
  const { family, title } = faultKinds[fault]
  const runs = seeds.filter(({ coverage }) => (coverage.hits[fault] ?? 0) > 0)
  const sum = (of: (record: SeedRecord) => number): number =>
    runs.reduce((total, record) => total + of(record), 0)
  const minutes = sum(({ virtualMs }) => virtualMs) / 60_000
  return {
    fault,
    family,
    title,
    hits: sum(({ coverage }) => coverage.hits[fault] ?? 0),
    runs: runs.length,
    runsFailed: runs.filter(({ verdict }) => verdict === 'failed').length,
    sessionsPerMinute:
      minutes === 0 ? 0 : Math.round(sum(({ coverage }) => coverage.acknowledged) / minutes),
  }
}
