import t from 'tap'
import { countIn, emptyHistogram, quantilesOf } from '../../src/campaign/histogram.ts'
import {
  type CampaignPlan,
  faultNames,
  foundMax,
  noFates,
  renderCampaignHtml,
  renderCampaignJUnit,
  type SeedRecord,
  Tally,
  withSameTrace,
} from '../../src/index.ts'
import { playSeed } from '../support/play.ts'

const plan: CampaignPlan = {
  world: 'virtual',
  secondsMax: null,
  from: 1,
  seeds: 20_000,
  mode: 'safe',
  faults: faultNames,
  store: 'memory',
  again: null,
  jobs: 1,
}

/** Every third seed breaks a law, every third proves nothing. */
function recordOf(seed: number): SeedRecord {
  const verdict = (['passed', 'failed', 'inconclusive'] as const)[seed % 3] ?? 'passed'
  const finding = {
    law: 'one-owner',
    spec: 'NET-02',
    message: `found by ${seed}`,
    records: ['a', 'b'],
    atMs: seed,
    trace: ['+1.000 a role-changed', '+2.000 b role-changed'],
  }
  return {
    seed: String(seed),
    verdict,
    traceHash: seed.toString(16).padStart(16, '0'),
    findings: verdict === 'failed' ? [finding] : [],
    coverage: {
      hits: { kill: 1 + (seed % 7), cut: 1 },
      acknowledged: seed % 40,
      failovers: seed % 2,
      swaps: 1,
      splitBrains: 0,
      addressConflicts: 0,
      crashes: seed % 5,
      syncs: 2,
    },
    fates: { ...noFates, stable: seed % 40 },
    faults: 3,
    virtualMs: 60_000 + seed,
    steps: 1_500 + seed,
  }
}

const tallyOf = (seeds: readonly number[]): Tally => {
  const tally = new Tally(plan)
  for (const seed of seeds) tally.add(recordOf(seed))
  return tally
}
const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1)

t.test('CHA-01: what a campaign keeps does not grow with its seeds', async (t) => {
  const sizeAfter = (count: number): number => JSON.stringify(tallyOf(numbers(count)).state).length
  const [some, many] = [sizeAfter(2_000), sizeAfter(20_000)]
  t.ok(many < some * 1.1, `${some} bytes after 2,000 seeds, ${many} after 20,000`)
})

t.test(
  'CHA-01: the report is the same in whatever order the seeds end, also after a break',
  async (t) => {
    const whole = tallyOf(numbers(500)).report(1_000, null)
    const halves = new Tally(plan, JSON.parse(JSON.stringify(tallyOf(numbers(200)).state)))
    for (const seed of numbers(500).slice(200).reverse()) halves.add(recordOf(seed))
    t.same(halves.report(1_000, null), whole)
    t.not(tallyOf(numbers(499)).report(1_000, null).traces, whole.traces)
  },
)

t.test(
  'CHA-03: the first findings are kept with all that is known of them, and it says how many more',
  async (t) => {
    const report = tallyOf(numbers(500).reverse()).report(1_000, null)
    t.equal(report.verdict, 'failed')
    t.same(report.reasons, ['167 seeds broke a law: one-owner.'])
    t.same(report.laws, { 'one-owner': 167 })
    t.same(
      report.found.map(({ seed }) => Number(seed)),
      numbers(500)
        .filter((seed) => seed % 3 === 1)
        .slice(0, foundMax),
    )
    t.equal(report.foundMore, 167 - foundMax)
    t.match(renderCampaignHtml(report), /117 more seeds broke a law/)
    const junit = renderCampaignJUnit(report)
    t.match(
      junit,
      /<testcase [^>]*name="one-owner"[^>]*><failure type="one-owner" message="NET-02: seed 1: found by 1">/,
    )
    t.match(junit, /name="same-data"[^>]*><\/testcase>/)
    t.match(junit, /tests="\d+" failures="1" errors="0" skipped="0"/)
  },
)

t.test('CHA-01: each kind of fault has its figures', async (t) => {
  const [kill, ...others] = tallyOf([1, 2, 3]).report(1_000, null).faults
  // Seeds 1, 2 and 3 are hit two, three and four times; 1 breaks a law; six sessions in three minutes.
  t.match(kill, { fault: 'kill', hits: 9, runs: 3, runsFailed: 1, sessionsPerMinute: 2 })
  t.same(
    others.map(({ fault }) => fault),
    ['cut'],
  )
})

t.test('CHA-01: quantiles are at most a sixteenth too low, small ones exact', async (t) => {
  const histogram = emptyHistogram()
  for (const value of numbers(1_000)) countIn(histogram, value)
  const { p50, p90, p99, ...exact } = quantilesOf(histogram)
  t.same(exact, { min: 1, max: 1_000, mean: 500.5 })
  for (const [found, expected] of [
    [p50, 500],
    [p90, 900],
    [p99, 990],
  ] as const)
    t.ok(found <= expected && found > expected * (1 - 1 / 16), `${found} for ${expected}`)
  const small = emptyHistogram()
  for (const value of [3, 3, 7, 31]) countIn(small, value)
  t.match(quantilesOf(small), { min: 3, p50: 3, p90: 31, max: 31 })
})

t.test(
  'CHA-07: a run that comes out otherwise the second time is a finding, with the first event that differs',
  async (t) => {
    const once = playSeed(1, 'safe')
    t.equal(withSameTrace(once, once), once)
    const events = once.events.map((event, index) =>
      index === 7 ? { ...event, atMs: event.atMs + 1 } : event,
    )
    const { findings } = withSameTrace(once, { ...once, events, traceHash: 'f'.repeat(16) })
    t.match(findings, [
      {
        law: 'same-trace',
        spec: 'CHA-07',
        records: [JSON.stringify(once.events[7]), JSON.stringify(events[7])],
      },
    ])
  },
)
