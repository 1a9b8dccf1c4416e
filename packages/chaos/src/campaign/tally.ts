import { addToDigest, type SetDigest } from '@understudy/shared'
import type { Fates } from '../checkers/checker.ts'
import { type FaultName, faultKinds, faultNames } from '../nemesis/table.ts'
import {
  type CampaignPlan,
  type CampaignReport,
  type FaultFigures,
  type SpreadName,
  spreadNames,
} from './campaign-report.ts'
import { countIn, quantilesOf } from './histogram.ts'
import { keepLowest } from './lowest.ts'
import type { SeedRecord } from './seed-record.ts'
import { emptyTally, type FaultSums, type TallyState } from './tally-state.ts'
import { type ChaosVerdict, hitsOf } from './verdict.ts'

/** How many seeds that broke a law are kept with all that was found, and how many that proved nothing by number. */
export const foundMax = 50
const inconclusiveMax = 50

/** Adds up the seeds of a campaign as workers finish them, in any order, in memory that does not grow with their number. */
export class Tally {
  readonly #plan: CampaignPlan
  readonly #sums: TallyState

  /** `state`: of an earlier part of the same campaign, which goes on. */
  constructor(plan: CampaignPlan, state: TallyState = emptyTally()) {
    this.#plan = plan
    this.#sums = state
  }

  /** To be written down as it is now. */
  get state(): TallyState {
    return this.#sums
  }

  get played(): number {
    return this.#sums.played
  }

  add(record: SeedRecord): void {
    const { seed, verdict, findings, traceHash } = record
    const sums = this.#sums
    sums.played += 1
    sums.verdicts[verdict] += 1
    sums.traces = addToDigest(sums.traces, seed, traceHash)
    this.#addTotals(record)
    this.#addFaults(record)
    for (const { law } of findings) sums.laws[law] = (sums.laws[law] ?? 0) + 1
    if (verdict === 'failed') keepLowest(sums.found, record, (one) => Number(one.seed), foundMax)
    if (verdict === 'inconclusive') keepLowest(sums.inconclusive, seed, Number, inconclusiveMax)
  }

  #addTotals({ coverage, fates, virtualMs, steps }: SeedRecord): void {
    const { totals, spread } = this.#sums
    const { acknowledged, crashes } = coverage
    const values: Record<SpreadName, number> = {
      hits: hitsOf(coverage),
      crashes,
      acknowledged,
      virtualMs: Math.round(virtualMs),
      steps,
    }
    for (const name of spreadNames) {
      totals[name] += values[name]
      countIn(spread[name], values[name])
    }
    for (const name of ['failovers', 'swaps', 'splitBrains', 'addressConflicts', 'syncs'] as const)
      totals[name] += coverage[name]
    for (const fate of Object.keys(fates) as (keyof Fates)[]) totals.fates[fate] += fates[fate]
  }

  #addFaults({ coverage, virtualMs, verdict }: SeedRecord): void {
    const { faults } = this.#sums
    for (const [name, hits] of Object.entries(coverage.hits) as [FaultName, number][]) {
      const of = faults[name] ?? { hits: 0, runs: 0, runsFailed: 0, acknowledged: 0, virtualMs: 0 }
      faults[name] = of
      of.hits += hits
      of.runs += 1
      of.runsFailed += verdict === 'failed' ? 1 : 0
      of.acknowledged += coverage.acknowledged
      of.virtualMs += virtualMs
    }
  }

  /** One line for the terminal while it runs. `wallMs`: since it went on, in which `playedBefore` had been played. */
  progress(wallMs: number, playedBefore = 0): string {
    const { played, totals, laws } = this.#sums
    const rate = (((played - playedBefore) * 1_000) / Math.max(1, wallMs)).toFixed(1)
    const findings = Object.values(laws).reduce((sum, count) => sum + count, 0)
    return `${played} of ${this.#plan.seeds} seeds, ${rate}/s; ${totals.hits} faults hit, ${totals.failovers} failovers, ${totals.swaps} swaps, ${findings} findings`
  }

  report(wallMs: number, commit: string | null): CampaignReport {
    const { played, verdicts, traces, totals, spread, faults, laws, found, inconclusive } =
      this.#sums
    return {
      plan: this.#plan,
      ...this.#judged(),
      commit,
      played,
      verdicts,
      wallMs,
      seedsPerSecond: Math.round((played * 10_000) / Math.max(1, wallMs)) / 10,
      traces: hexOf(traces),
      totals,
      spread: {
        hits: quantilesOf(spread.hits),
        crashes: quantilesOf(spread.crashes),
        acknowledged: quantilesOf(spread.acknowledged),
        virtualMs: quantilesOf(spread.virtualMs),
        steps: quantilesOf(spread.steps),
      },
      faults: faultNames.flatMap((name) => figuresOf(name, faults[name])),
      laws,
      found,
      foundMore: verdicts.failed - found.length,
      inconclusive,
    }
  }

  /** A campaign that is bounded by time plays what it can. */
  #isCutShort(): boolean {
    const { seeds, secondsMax } = this.#plan
    const { played } = this.#sums
    return secondsMax === null ? played < seeds : played === 0
  }

  /** A broken law comes first; then, without faults, failovers or sessions nothing was proved (REH-08). */
  #judged(): { readonly verdict: ChaosVerdict; readonly reasons: readonly string[] } {
    const { verdicts, laws, totals } = this.#sums
    if (verdicts.failed > 0) {
      const seeds = verdicts.failed === 1 ? '1 seed broke' : `${verdicts.failed} seeds broke`
      const reasons = [`${seeds} a law: ${Object.keys(laws).sort().join(', ')}.`]
      return { verdict: 'failed', reasons }
    }
    const { hits, failovers, swaps, acknowledged } = totals
    const reasons = [
      ...(this.#isCutShort() ? ['Not every seed was played.'] : []),
      ...(hits === 0 ? ['No fault took hold.'] : []),
      ...(failovers + swaps === 0 ? ['No failover and no swap happened.'] : []),
      ...(acknowledged === 0 ? ['No session was acknowledged.'] : []),
    ]
    return { verdict: reasons.length === 0 ? 'passed' : 'inconclusive', reasons }
  }
}

const hexOf = ({ high, low }: SetDigest): string =>
  [high, low].map((half) => half.toString(16).padStart(8, '0')).join('')

function figuresOf(fault: FaultName, sums: FaultSums | undefined): readonly FaultFigures[] {
  if (sums === undefined) return []
  const { hits, runs, runsFailed, acknowledged, virtualMs } = sums
  const { family, title } = faultKinds[fault]
  const minutes = virtualMs / 60_000
  const sessionsPerMinute = minutes === 0 ? 0 : Math.round(acknowledged / minutes)
  return [{ fault, family, title, hits, runs, runsFailed, sessionsPerMinute }]
}
