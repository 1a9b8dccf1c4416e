import t from 'tap'
import { analyse, buildReport, type Report, renderHtml, renderSummary } from '../src/index.ts'
import { minute, originMs, Tape } from './tape.ts'

/** A rehearsal with windows from 10 to 20 and from 30 to 40 minutes, in which `happens` happens. */
function rehearse(happens: (tape: Tape) => void): Report {
  const tape = new Tape().start('r', 'A rehearsal').ready('3.2.4', '11.1.0')
  happens(tape)
  const marks = [
    { name: 'window-started', window: 'one', title: 'One', atMs: 10 * minute },
    { name: 'window-ended', window: 'one', atMs: 20 * minute },
    { name: 'window-started', window: 'two', title: 'Two', atMs: 30 * minute },
    { name: 'window-ended', window: 'two', atMs: 40 * minute },
  ] as const
  const told = marks.map((m) => ({ ...m, atMs: originMs + m.atMs, source: 'conductor' }))
  const events = [...tape.events, ...told].toSorted((x, y) => x.atMs - y.atMs)
  return buildReport(events, { wallTimeMs: 1 })
}

const downtimes = ({ windows }: Report) => windows.map((w) => [w.downtimeMs, w.longestGapMs])

t.test(
  'REH-05: downtime is summed per window and in total, the longest gap is the longest one',
  (t) => {
    const report = rehearse((tape) =>
      tape
        .outage('p', 11 * minute, 11 * minute + 23)
        .outage('p', 12 * minute, 12 * minute + 400)
        .outage('p', 25 * minute, 25 * minute + 7)
        .outage('p', 31 * minute, 31 * minute + 50),
    )
    t.strictSame(downtimes(report), [
      [423, 400],
      [50, 50],
    ])
    t.equal(report.downtimeMs, 23 + 400 + 7 + 50)
    t.equal(report.longestGapMs, 400)
    t.strictSame(
      report.outages.map((outage) => [outage.startedAtMs, outage.window]),
      [
        [11 * minute, 'one'],
        [12 * minute, 'one'],
        [25 * minute, ''],
        [31 * minute, 'two'],
      ],
    )
    t.end()
  },
)

t.test('REH-05: an outage over the edge of windows counts in each for what lies within it', (t) => {
  const report = rehearse((tape) => tape.outage('p', 19 * minute, 32 * minute))
  t.strictSame(downtimes(report), [
    [minute, minute],
    [2 * minute, 2 * minute],
  ])
  t.equal(report.downtimeMs, 13 * minute)
  t.equal(report.outages.length, 1)
  t.end()
})

t.test('REH-05: what two probes saw at once is counted once', (t) => {
  const report = rehearse((tape) =>
    tape
      .outage('p', 11 * minute, 13 * minute, 'reset')
      .outage('q', 12 * minute, 14 * minute, 'no answer')
      .outage('q', 12 * minute + 1, 12 * minute + 2, 'reset'),
  )
  t.equal(report.downtimeMs, 3 * minute)
  t.equal(report.downtimeForAllMs, minute, 'what both saw')
  t.match(report.outages, [
    { startedAtMs: 11 * minute, endedAtMs: 14 * minute, reason: 'reset; no answer' },
  ])
  t.equal(report.outages.length, 1)
  t.end()
})

t.test('REH-05: an outage that is still open at the end counts until the last event', (t) => {
  const report = rehearse((tape) => {
    tape.wait(35 * minute)
    tape.down('p', tape.nowMs - 200)
  })
  t.equal(report.downtimeMs, 5 * minute + 200)
  t.match(report.outages, [{ recovered: false, endedAtMs: 40 * minute }])
  t.end()
})

t.test('REH-05: an outage that is still open began when it was noticed, in that window', (t) => {
  const report = rehearse((tape) => {
    tape.wait(31 * minute)
    tape.down('p', tape.nowMs, originMs + 19 * minute)
  })
  t.strictSame(downtimes(report), [
    [0, 0],
    [9 * minute, 9 * minute],
  ])
  t.match(report.outages, [{ window: 'two', startedAtMs: 31 * minute }])
  t.match(report.outages, [{ downtimeMsMin: 9 * minute, downtimeMsMax: 21 * minute }])
  t.end()
})

t.test('REH-05: what was measured is told with the bounds of the measure', (t) => {
  const tape = new Tape().start('r', 'A rehearsal').ready('3.2.4', '11.1.0').wait(minute)
  const startedAtMs = tape.nowMs
  tape.down('p', startedAtMs, startedAtMs - 4_000).wait(10_000)
  const ended = { startedAtMs, endedAtMs: tape.nowMs, lastFailedMs: tape.nowMs - 7, reason: 'x' }
  tape.tell('clients', { name: 'outage-ended', probe: 'p', ...ended, probesFailed: 9 }).end()
  const report = buildReport(tape.events, { wallTimeMs: 1 })
  t.match(report, { downtimeMs: 10_000, downtimeMsMin: 9_993, downtimeMsMax: 14_000 })
  const words = '10,000 ms (9,993 to 14,000)'
  t.match(renderSummary(report, { color: false, width: 100 }), words)
  const html = renderHtml(analyse(tape.events, { wallTimeMs: 1 }))
  t.match(html, words)
  t.notMatch(html, /exactly/i)
  t.end()
})

t.test("REH-05: one office's outage is not painted as everybody's", (t) => {
  const tape = new Tape().start('r', 'A rehearsal').ready('3.2.4', '11.1.0').wait(minute)
  for (const probe of ['probe-1', 'probe-2', 'probe-3', 'probe-4'])
    tape.tell('clients', {
      name: 'availability',
      probe,
      fromMs: originMs,
      toMs: originMs + 10 * minute,
      ...{ ok: 9, failed: 1 },
    })
  tape.outage('probe-2', 2 * minute, 9 * minute).end()
  const html = renderHtml(analyse(tape.events, { wallTimeMs: 1 }))
  t.match(html, /<rect class="down" [^>]* height="10"><title>down 7 min from [^<]* for office-2:/)
  t.notMatch(html, /<rect class="down" [^>]* height="40"/)
  t.end()
})

t.test('REH-05: what was down before the lab was ready is no downtime', (t) => {
  const tape = new Tape().start('r', 'A rehearsal')
  tape.outage('p', 0, 5_000)
  tape.ready('3.2.4', '11.1.0').outage('p', 9_000, 9_100).end()
  t.equal(buildReport(tape.events, { wallTimeMs: 1 }).downtimeMs, 100)
  t.end()
})

t.test('REH-05: taking the lab down is no downtime', (t) => {
  const tape = new Tape().start('r', 'A rehearsal').ready('3.2.4', '11.1.0')
  tape
    .wait(minute)
    .end()
    .outage('p', minute + 10, minute + 900)
  t.equal(buildReport(tape.events, { wallTimeMs: 1 }).downtimeMs, 0)
  t.end()
})

t.test('REH-05: an outage belongs to the step that took the site away, not to a later one', (t) => {
  const tape = new Tape().start('r', 'A rehearsal').ready('3.2.4', '11.1.0')
  const address = '192.0.2.100'
  tape.tell('network', { name: 'traffic-owner', address, owner: 'a', others: [] })
  tape.wait(minute).window('w', 'Window', () => {
    tape.step('pause', 'Wait', {}, () => tape.wait(5 * minute))
    const lastGoodMs = tape.nowMs - 3_000
    tape.step('untick-a', 'Untick', { on: 'a' }, () => {
      tape.tell('a', { name: 'address-disabled', address })
    })
    tape.step('tick-b', 'Tick', { on: 'b' }, () => {
      tape.tell('b', { name: 'update-started', package: 'Base 3.3.2', durationMs: 1 })
      tape.tell('network', { name: 'traffic-owner', address, owner: null, others: [] })
    })
    tape.step('test-b', 'Test', { on: 'b' }, () => {
      tape.wait(5_000)
      tape.down('p', lastGoodMs, lastGoodMs, 'timeout')
    })
  })
  t.match(buildReport(tape.events, { wallTimeMs: 1 }).outages, [{ step: 'untick-a', window: 'w' }])
  t.end()
})
