import { schemaErrors } from '@understudy/shared'
import t from 'tap'
import { distributionOf } from '../../src/comparison/distribution.ts'
import { Comparison, compareProcedures, type Sample } from '../../src/index.ts'
import { sample } from './samples.ts'

const five = [1, 2, 3, 4, 5]

/** Both procedures with five seeds, the samples of the asynchronous one changed. */
function compared(change: (seed: number) => Sample, played = five): Comparison {
  const samples = {
    asynchronous: played.map(change),
    synchronous: played.map((seed) => sample('synchronous', seed)),
  }
  return compareProcedures(
    [
      { runbook: 'asynchronous', title: 'One', samples: samples.asynchronous },
      { runbook: 'synchronous', title: 'Other', samples: samples.synchronous },
    ],
    {
      lab: 'default',
      swing: 'shared-ip',
      seeds: { first: '1', asked: five.length, played: played.length },
    },
  )
}

const down = (seed: number, downtimeMs: number) =>
  sample('asynchronous', seed, { figures: { downtimeMs } })

t.test('REH-06: a figure is told by its spread over the seeds, in values that occurred', (t) => {
  const { procedures, findings, verdict } = compared((seed) => down(seed, seed * 1_000))
  t.same(procedures[0]?.distributions['downtimeMs'], {
    min: 1_000,
    p5: 1_000,
    median: 3_000,
    p95: 5_000,
    max: 5_000,
    mean: 3_000,
  })
  const finding = findings.find(({ figure }) => figure === 'downtimeMs')
  t.same(finding?.less, { asynchronous: 5, synchronous: 0 })
  t.match(finding?.text, /^Site down: less with asynchronous in 5 of 5 seeds; 3 s in the median, /)
  t.equal(verdict, 'passed')
  t.end()
})

t.test('REH-06: of a hundred values, 5 are at most p5 and 95 at most p95', (t) => {
  const values = Array.from({ length: 100 }, (_, i) => 100 - i)
  t.match(distributionOf(values), { min: 1, p5: 5, median: 50, p95: 95, max: 100, mean: 50.5 })
  t.equal(distributionOf([]), null)
  t.end()
})

t.test('REH-06: procedures are set side by side seed by seed, with what speaks for each', (t) => {
  const { findings } = compared((seed) =>
    sample('asynchronous', seed, { figures: { sessionsCut: seed < 3 ? 0 : 99, sessionsLost: 0 } }),
  )
  const cut = findings.find(({ figure }) => figure === 'sessionsCut')
  t.same(cut?.less, { asynchronous: 2, synchronous: 3 })
  t.match(cut?.text, /less with synchronous in 3 of 5 seeds, with asynchronous in 2;/)
  const lost = findings.find(({ figure }) => figure === 'sessionsLost')
  t.equal(lost?.text, 'Sessions lost: the same with both in all 5 seeds, none.')
  t.end()
})

t.test('REH-06: a seed that fails is named, decides the verdict and is in no distribution', (t) => {
  const reasons = ['Step take-b failed.']
  const {
    verdict,
    reasons: why,
    procedures,
    findings,
  } = compared((seed) =>
    seed === 4
      ? sample('asynchronous', 4, { verdict: 'failed', reasons, figures: { downtimeMs: 9e9 } })
      : down(seed, 1_000),
  )
  t.equal(verdict, 'failed')
  t.same(why, ['1 of 5 rehearsals of asynchronous failed: seed 4.'])
  const [asynchronous, synchronous] = procedures
  t.same(asynchronous?.notCounted, [{ seed: '4', verdict: 'failed', reasons }])
  t.equal(asynchronous?.counted, 4)
  t.equal(asynchronous?.distributions['downtimeMs']?.max, 1_000)
  t.equal(synchronous?.counted, 5, 'the other has it still')
  t.ok(
    findings.every(({ seeds }) => seeds === 4),
    'and seed by seed it has no counterpart',
  )
  t.end()
})

t.test('REH-06, REH-08: one that proved nothing makes the comparison inconclusive', (t) => {
  const one = compared((seed) =>
    sample('asynchronous', seed, seed > 3 ? { verdict: 'inconclusive' } : {}),
  )
  t.equal(one.verdict, 'inconclusive')
  t.same(one.reasons, ['2 of 5 rehearsals of asynchronous were inconclusive: seeds 4, 5.'])
  const cutShort = compared((seed) => sample('asynchronous', seed), [1, 2])
  t.equal(cutShort.verdict, 'inconclusive')
  t.same(cutShort.reasons, ['It was interrupted: 2 of 5 seeds were played.'])
  const none = compared((seed) => sample('asynchronous', seed), [])
  t.equal(none.verdict, 'inconclusive')
  t.same(none.findings, [])
  t.end()
})

t.test('REH-06: warnings are counted by their names', (t) => {
  const { verdict, reasons, procedures } = compared((seed) =>
    sample(
      'asynchronous',
      seed,
      seed > 2 ? { verdict: 'passed-with-warnings', warnings: ['session-gap'] } : {},
    ),
  )
  t.equal(verdict, 'passed-with-warnings')
  t.same(reasons, ['asynchronous warned of session-gap in 3 of 5 rehearsals.'])
  t.same(procedures[0]?.verdicts, {
    passed: 2,
    'passed-with-warnings': 3,
    failed: 0,
    inconclusive: 0,
  })
  t.end()
})

t.test('REH-06: comparison.json keeps its schema', (t) => {
  t.same(
    schemaErrors(
      Comparison,
      compared((seed) => sample('asynchronous', seed)),
    ),
    [],
  )
  t.end()
})
