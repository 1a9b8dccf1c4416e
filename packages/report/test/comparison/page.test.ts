import t from 'tap'
import {
  compareProcedures,
  renderComparisonHtml,
  renderComparisonSummary,
} from '../../src/index.ts'
import { escaped } from '../../src/markup.ts'
import { sample } from './samples.ts'

const hostile = '<script>alert("x")</script>&\u001B[2J'
const seeds = [1, 2, 3, 4]

const comparison = compareProcedures(
  [
    {
      runbook: 'asynchronous',
      title: hostile,
      samples: seeds.map((seed) =>
        seed === 3
          ? sample('asynchronous', seed, { verdict: 'failed', reasons: [hostile] })
          : sample('asynchronous', seed, { figures: { downtimeMs: seed * 1_000 } }),
      ),
    },
    {
      runbook: 'synchronous',
      title: 'Other',
      samples: seeds.map((seed) => sample('synchronous', seed, { warnings: [hostile] })),
    },
  ],
  { lab: hostile, swing: 'dns', seeds: { first: '1', asked: 4, played: 4 } },
)

const page = renderComparisonHtml(comparison)

t.test('REH-06: both procedures are drawn on one scale, a bar for so many seeds', (t) => {
  const [picture = ''] = page.match(/<svg[^>]*aria-label="Site down:.*?<\/svg>/s) ?? []
  t.match(picture, 'asynchronous 2 s in the median, 1 s to 4 s; synchronous ')
  const rows = picture.split('<g class="spread').slice(1)
  t.equal(rows.length, 2)
  const [asynchronous = '', synchronous = ''] = rows
  t.equal([...asynchronous.matchAll(/<rect /g)].length, 3, 'three seeds that differ')
  t.equal([...synchronous.matchAll(/<rect /g)].length, 1, 'four that do not')
  const xOf = (row: string): number => Number(/class="median" x1="([\d.]+)"/.exec(row)?.[1])
  t.ok(xOf(asynchronous) < xOf(synchronous))
  t.ok(xOf(asynchronous) > 118 + 20, 'seconds beside an hour can be seen')
  t.end()
})

t.test(
  'REH-06: the guides’ advantage, disadvantage and advice stand beside what was measured',
  (t) => {
    for (const text of [
      'No failover takes place.',
      'The site in production is down for longer.',
      'For large deployments',
      'Advantage',
      'Disadvantage',
      'Measured here',
      'G2, Actualizar dois aparelhos',
    ])
      t.match(page, text)
    const summary = renderComparisonSummary(comparison, { color: false, width: 100 })
    for (const text of ['For it: No failover takes place.', 'Against it: ', 'Advised: '])
      t.match(summary, text)
    t.match(summary, /Site down +asynchronous +2 s +1 s +4 s +4 s\n +synchronous /)
    t.match(summary, '1 of 4 rehearsals of asynchronous failed: seed 3.')
    t.end()
  },
)

t.test('SEC-03: comparison.html loads nothing, and no text of a lab becomes markup', (t) => {
  t.notMatch(page, /<link|<script|<img|<iframe|@import|src=|https?:/)
  t.notMatch(page, '\u001B')
  t.ok(page.split(escaped(hostile)).length > 4)
  const summary = renderComparisonSummary(comparison, { color: false, width: 100 })
  t.notMatch(summary, '\u001B')
  t.end()
})
