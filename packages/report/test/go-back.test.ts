import type { EventBody, LabEvent } from '@understudy/shared'
import t from 'tap'
import { decisionOf } from '../src/decision/decision.ts'
import { analyse, buildReport, renderHtml } from '../src/index.ts'
import { asynchronousStream } from './synthetic-streams.ts'
import { minute, Tape } from './tape.ts'

const leads = (owner: string): EventBody => ({
  name: 'traffic-owner',
  address: '192.0.2.100',
  owner,
  others: [],
})
const established = (role: 'primary' | 'backup'): EventBody => ({
  name: 'relationship-established',
  relationship: 'r1',
  peer: 'x',
  role,
  epoch: 1,
})
const synced: EventBody = {
  name: 'sync-finished',
  trigger: 'operator',
  recordsReceived: 1,
  recordsSent: 0,
  bytesReceived: 1,
  blobsReceived: 0,
  digestsAgree: true,
  durationMs: 1,
}
const starts = (durationMs: number): EventBody => ({
  name: 'update-started',
  package: 'Bomgar-12.2.0',
  durationMs,
})
const finished: EventBody = {
  name: 'update-finished',
  package: 'Bomgar-12.2.0',
  base: '3.3.2',
  site: '12.2.0',
}
const updates = (client: string, from = '11.1.0', to = '12.2.0'): EventBody => ({
  name: 'console-updated',
  client,
  from,
  to,
})

/** A pair in sync with A in production; times count from here. */
function pair(): Tape {
  const tape = new Tape().start('r', 'A rehearsal').ready('3.2.4', '11.1.0')
  tape.tell('network', leads('a'))
  return tape.tell('a', established('primary')).tell('b', established('backup'), synced)
}

const goBackOf = (tape: Tape) => buildReport(tape.end().events, { wallTimeMs: 1 }).goBack
const installs = (tape: Tape, on: string) =>
  tape.tell(on, starts(minute)).wait(minute).tell(on, finished)

t.test('UPD-10: the way back is free until the new box holds what the old one does not', (t) => {
  const tape = installs(pair().session('a'), 'b')
  tape
    .session('a')
    .tell('network', leads('b'))
    .wait(3 * minute)
  t.equal(goBackOf(tape)?.freeUntilMs, null, 'nothing was recorded on B: free to the end')
  const later = installs(pair().session('a'), 'b')
  later
    .tell('network', leads('b'))
    .wait(3 * minute)
    .session('b')
    .wait(9 * minute)
  for (let i = 0; i < 19; i += 1) later.session('b')
  t.match(goBackOf(later.wait(minute)), {
    to: ['a'],
    freeUntilMs: 4 * minute,
    untilMs: null,
    sessionsAtStake: 20,
    sessionsPerMinute: 2,
    clientsNewer: [],
  })
  t.end()
})

t.test('UPD-10: a client that has updated ends it too, and is named', (t) => {
  const tape = installs(pair(), 'b')
  tape.tell('clients', updates('rep-9', '10.6.1', '11.1.0'), updates('test-1/console'))
  tape.tell('network', leads('b')).wait(minute)
  tape.tell('clients', updates('rep-2')).wait(minute).tell('clients', updates('rep-1'))
  const [fromMs, toMs] = [tape.nowMs, tape.wait(minute).nowMs]
  tape.tell('clients', {
    name: 'reconnections',
    group: 'active-jump-clients',
    fromMs,
    toMs,
    attempts: 9,
    connected: 7,
    deferred: 0,
    failed: 0,
    upgraded: 7,
  })
  t.match(goBackOf(tape), {
    freeUntilMs: 2 * minute,
    sessionsAtStake: 0,
    clientsNewer: [
      { group: 'consoles', count: 2, names: ['rep-1', 'rep-2'] },
      { group: 'active-jump-clients', count: 7, names: [] },
    ],
  })
  t.end()
})

t.test(
  'UPD-10: who updates the serving box goes back to its backup, which lacks what came since',
  (t) => {
    const tape = pair().session('a').wait(minute).session('a').tell('b', synced).wait(minute)
    tape.session('a').wait(minute).session('a')
    tape.step('update-a', 'Update A', { on: 'a' }, () => installs(tape, 'a'))
    tape.wait(1).session('a')
    tape.step('update-b', 'Update B', { on: 'b' }, () => installs(tape, 'b'))
    const { freeUntilMs, ...goBack } = goBackOf(tape) ?? {}
    t.match(goBack, {
      to: ['b'],
      freeUntilStep: 'update-a',
      untilStep: 'update-b',
      sessionsAtStake: 3,
      afterSteps: [{ step: 'update-a', sessions: 2, clients: 0 }],
    })
    t.ok((freeUntilMs ?? 0) >= 3 * minute)
    t.end()
  },
)

t.test('UPD-10: sessions of test machines, and what a dead box alone held, are no price', (t) => {
  const tape = installs(pair(), 'b').session('b')
  const { lsid } = tape.events.at(-1) as { lsid: string } & LabEvent
  const what = { test: 'test-b', appliance: 'b', consoleVersion: '12.2.0', lsid }
  tape.tell('clients', { name: 'test-passed', ...what })
  t.equal(goBackOf(tape.wait(minute))?.freeUntilMs, null)
  const dead = pair().session('a').tell('network', { name: 'power-lost', appliance: 'a' })
  installs(dead, 'c').tell('network', leads('c'))
  t.match(goBackOf(dead), { to: ['b'], freeUntilMs: null, sessionsAtStake: 0 })
  t.end()
})

t.test('UPD-10: what was installed on a box that never served is nothing to go back from', (t) => {
  const tape = pair().tell('network', { name: 'power-lost', appliance: 'a' }, leads('b'))
  const report = buildReport(installs(tape, 'c').session('b').end().events, { wallTimeMs: 1 })
  t.equal(report.goBack, null)
  t.match(
    decisionOf(report).map(({ text }) => text),
    [
      /./,
      /./,
      'What was installed has not served the site, so that there is nothing to go back from.',
    ],
  )
  t.end()
})

t.test('UPD-10: the price is the highest in between, where a sync lowers it again', (t) => {
  const tape = installs(pair().session('a'), 'c').tell('network', leads('c'))
  tape.step('confirm', 'Use C', {}, () => tape.session('c').session('c').session('c'))
  tape.step('sync-b', 'Sync Now on B', { on: 'b' }, () => tape.tell('b', established('backup')))
  tape.tell('c', established('primary')).tell('b', synced).wait(1)
  const report = buildReport(tape.end().events, { wallTimeMs: 1 })
  t.match(report.goBack, { to: ['a', 'b'], untilMs: null, sessionsAtStake: 0 })
  t.match(
    decisionOf(report)[2]?.text,
    /, and to the end at the price of up to 3 sessions \(after step confirm\) and at last of none\./,
  )
  t.end()
})

t.test(
  'UPD-10: the page has what going back costs after each step, once it costs anything',
  (t) => {
    const analysis = analyse(asynchronousStream(), { wallTimeMs: 1 })
    const [, section = ''] =
      /<h2>The price of going back<\/h2>(.*?)<\/section>/s.exec(renderHtml(analysis)) ?? []
    const rows = [...section.matchAll(/<tr>(.*?)<\/tr>/gs)].slice(1)
    const { afterSteps = [] } = analysis.report.goBack ?? {}
    t.ok(afterSteps.length > 0)
    t.equal(rows.length, afterSteps.length)
    const last = afterSteps.at(-1)
    t.match(rows.at(-1)?.[1], new RegExp(`>${last?.step}<.*>${last?.sessions}<`, 's'))
    t.end()
  },
)
