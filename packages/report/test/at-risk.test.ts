import type { EventBody } from '@understudy/shared'
import t from 'tap'
import { analyse, buildReport, renderHtml } from '../src/index.ts'
import { minute, Tape } from './tape.ts'

const recorded = (externalKey: string): EventBody => ({
  name: 'session-recorded',
  lsid: externalKey,
  externalKey,
  outcome: 'completed',
  recordingBytes: 0,
})
const synced = (digestsAgree: boolean): EventBody => ({
  name: 'sync-finished',
  trigger: 'operator',
  recordsReceived: 1,
  recordsSent: 0,
  bytesReceived: 1,
  blobsReceived: 0,
  digestsAgree,
  durationMs: 1,
})
const owned = (owner: string): EventBody => ({
  name: 'traffic-owner',
  address: '192.0.2.100',
  owner,
  others: [],
})

/** A rehearsal in which A serves. */
const begun = (): Tape =>
  new Tape().start('r', 'R').tell('network', owned('a')).ready('3.2.4', '11.1.0').wait(minute)

const atRiskIn = (tape: Tape) => buildReport(tape.end().events, { wallTimeMs: 1 }).atRisk

t.test('SYN-07: what was recorded since the last sync is at risk, until the next one', (t) => {
  const tape = begun().tell('a', recorded('1'), recorded('2')).wait(minute)
  tape.tell('b', synced(true)).wait(minute).tell('a', recorded('3'))
  t.same(atRiskIn(tape), { atMs: minute, records: 2 })
  t.end()
})

t.test('SYN-07: a sync that did not prove both sides equal saves nothing', (t) => {
  const tape = begun().tell('a', recorded('1')).tell('b', synced(false)).wait(minute)
  t.same(atRiskIn(tape.tell('a', recorded('2'))), { atMs: 2 * minute, records: 2 })
  t.end()
})

t.test('SYN-07: it is the appliance that serves whose loss would cost', (t) => {
  const tape = begun().tell('a', recorded('1'), recorded('2'), recorded('3')).wait(minute)
  const swung = tape.tell('network', owned('b')).wait(minute).tell('b', recorded('4'))
  t.same(atRiskIn(swung), { atMs: minute, records: 3 })
  t.end()
})

t.test('SYN-07: without any record nothing was at risk, and nothing is drawn', (t) => {
  const tape = begun()
  t.equal(atRiskIn(tape), null)
  t.notMatch(renderHtml(analyse(tape.events, { wallTimeMs: 1 })), /<h2>At risk/)
  t.end()
})

t.test(
  'UPD-06, SYN-07: the page has both boxes’ times side by side, and the risk as a picture',
  (t) => {
    const tape = begun().tell('a', recorded('1'))
    const started = { name: 'update-started', package: 'Bomgar-12.2.0', durationMs: 1 } as const
    const finished = {
      name: 'update-finished',
      package: 'Bomgar-12.2.0',
      base: '3',
      site: '1',
    } as const
    tape
      .tell('b', started)
      .wait(30 * minute)
      .tell('b', finished)
    tape
      .tell('a', started)
      .wait(31 * minute)
      .tell('a', finished)
      .end()
    const analysis = analyse(tape.events, { wallTimeMs: 1 })
    t.match(analysis.report.installations, [
      { appliance: 'a', package: 'Bomgar-12.2.0', finished: true },
      { appliance: 'b', startedAtMs: minute, endedAtMs: 31 * minute },
    ])
    const html = renderHtml(analysis)
    t.match(
      html,
      /<td class="">Bomgar-12.2.0<\/td><td class="number">31 min<\/td><td class="number">30 min/,
    )
    t.match(html, /aria-label="At most 1 record on one appliance alone, at 0:01:00\."/)
    t.end()
  },
)
