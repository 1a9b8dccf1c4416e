import { buildReport, type Report } from '@understudy/report'
import t from 'tap'
import {
  judgeMutation,
  type Mutation,
  mutationsMarkdown,
  renderMutationsHtml,
  resultOf,
} from '../../src/index.ts'

const empty = buildReport([], { wallTimeMs: 0 })
const base: Report = {
  ...empty,
  verdict: 'passed',
  reasons: [],
  downtimeMs: 7_000,
  exposureMs: 1e7,
}

const mutation: Mutation = {
  id: 'skipped:take-b',
  kind: 'skipped',
  step: 'take-b',
  what: 'take-b is skipped',
  runbook: { runbook: 'r', title: 'R', guide: 'our own', windows: [] },
}

const judged = (changes: Partial<Report>, kind: Mutation['kind'] = 'skipped') =>
  judgeMutation({ ...mutation, kind }, base, { ...base, ...changes })

t.test('REH-07: a mistake that costs something and of which nothing told is missed', (t) => {
  const missed = judged({ downtimeMs: 70_000 })
  t.equal(missed.outcome, 'missed')
  t.same(missed.costs, [{ figure: 'downtimeMs', text: 'Site down: 1 min 10 s instead of 7 s' }])
  const result = resultOf(base, [missed, judged({})], 2)
  const html = renderMutationsHtml(result)
  t.ok(
    html.indexOf('Missed: it costs something') < html.indexOf('Harmless'),
    'what was missed first',
  )
  t.match(html, '1 missed')
  t.notMatch(html, /https?:|<script/, 'one file, nothing loaded from elsewhere')
  t.equal(result.verdict, 'failed')
  t.same(result.reasons, ['skipped:take-b was missed: take-b is skipped.'])
  t.same(result.counts, { caught: 0, harmless: 1, missed: 1 })
  t.match(mutationsMarkdown(result), '| take-b is skipped | missed | Site down: 1 min 10 s')
  t.end()
})

t.test('REH-07: what chance does is no cost, a single lost session is one', (t) => {
  t.equal(judged({ downtimeMs: 20_000, exposureMs: 1.05e7 }).outcome, 'harmless')
  const lost = judged({ sessions: { ...base.sessions, lost: ['1'] } })
  t.equal(lost.outcome, 'missed')
  t.match(lost.costs, [{ figure: 'sessionsLost' }])
  const behind = { a: { before: { base: '1', site: '1' }, after: { base: '1', site: '1' } } }
  const ahead = { a: { before: { base: '1', site: '1' }, after: { base: '2', site: '2' } } }
  const left = judgeMutation(mutation, { ...base, versions: ahead }, { ...base, versions: behind })
  t.match(left, { outcome: 'missed', costs: [{ text: 'A left at 1 and 1 instead of 2 and 2' }] })
  t.end()
})

t.test('REH-07: a mistake of which the guides warn has to be told of, whatever it costs', (t) => {
  t.equal(judged({}, 'danger').outcome, 'missed')
  t.equal(judged({}).outcome, 'harmless')
  t.end()
})

t.test('REH-07: what told of it is named: a step, a warning, preflight, the verdict', (t) => {
  const warning = { step: '', code: 'led-to-nobody', message: 'Led to nobody.' }
  const step: Report['steps'][number] = {
    id: 'owner-b',
    window: 'w',
    title: '',
    guide: '',
    appliance: '',
    outcome: 'failed',
    startedAtMs: 1,
    endedAtMs: 2,
    byHandMs: 0,
    evidence: [],
    expected: 'b',
    found: 'a',
  }
  const { catches, outcome } = judged({
    verdict: 'failed',
    reasons: ['Step owner-b failed: expected b; found a.', 'The site was still down.'],
    steps: [step],
    warnings: [warning],
  })
  t.equal(outcome, 'caught')
  t.same(
    catches.map(({ by, which }) => [by, which]),
    [
      ['step', 'owner-b'],
      ['warning', 'led-to-nobody'],
      ['verdict', ''],
    ],
  )
  const refused = 'The rehearsal was stopped: The preflight check refuses: expected 1; found 2.'
  t.match(judged({ verdict: 'failed', reasons: [refused] }).catches, [{ by: 'preflight' }])
  t.end()
})

t.test('REH-07: a warning that the runbook raises anyhow has told of nothing', (t) => {
  const warnings = [{ step: '', code: 'clients-to-redeploy', message: 'Three.' }]
  const warned: Report = { ...base, warnings, verdict: 'passed-with-warnings' }
  const same = judgeMutation(mutation, warned, { ...warned, downtimeMs: 1e6 })
  t.equal(same.outcome, 'missed')
  const more = { ...warned, downtimeMs: 1e6, warnings: [...warnings, ...warnings] }
  t.equal(judgeMutation(mutation, warned, more).outcome, 'caught', 'one more of them has')
  t.end()
})

t.test('REH-07, REH-08: where the runbook itself does not pass nothing is proved', (t) => {
  const { verdict, reasons } = resultOf({ ...base, verdict: 'failed' }, [judged({})], 1)
  t.equal(verdict, 'inconclusive')
  t.match(reasons, [/itself is failed on this lab/])
  t.equal(resultOf(base, [judged({})], 2).verdict, 'inconclusive', 'nor where it was interrupted')
  t.equal(resultOf(base, [], 0).verdict, 'inconclusive', 'nor without any mistake')
  t.equal(resultOf(base, [judged({})], 1).verdict, 'passed')
  t.end()
})
