import t from 'tap'
import { buildReport, Progress, renderSummary } from '../src/index.ts'
import { hostileStream } from './hostile-stream.ts'
import { asynchronousStream } from './synthetic-streams.ts'
import { minute, Tape } from './tape.ts'

t.test('REH-05: progress tells steps, warnings, updates and outages, and no session', (t) => {
  const progress = new Progress({ color: false })
  const lines = asynchronousStream().flatMap((event) => progress.take(event))
  t.ok(lines.length < 60, 'far fewer lines than sessions')
  const told = lines.join('\n')
  t.match(told, ' 0:05:03    update-b: Update B to the target')
  t.match(told, ' 0:50:03    update-b passed after 45 min')
  t.match(told, ' 0:20:03      b has installed Base 3.3.2')
  t.match(told, 'warning (no-redundancy)')
  t.match(told, 'the site is back after 23 ms')
  t.notMatch(told, 'case-')
  t.end()
})

t.test(
  'REH-05: progress tells an outage that several probes see once, as long as the union',
  (t) => {
    const tape = new Tape().start('r', 'A rehearsal').wait(minute)
    const startedAtMs = tape.nowMs
    for (const probe of ['p', 'q'])
      tape.wait(10).down(probe, startedAtMs, startedAtMs - 4_000, 'reset')
    for (const probe of ['p', 'q']) {
      const endedAtMs = tape.wait(100).nowMs
      const span = {
        startedAtMs,
        endedAtMs,
        lastFailedMs: startedAtMs,
        probesFailed: 1,
        reason: 'reset',
      }
      tape.tell('clients', { name: 'outage-ended', probe, ...span })
    }
    const progress = new Progress({ color: false })
    const lines = tape.events.flatMap((event) => progress.take(event)).slice(1)
    t.strictSame(
      lines.map((line) => line.slice(8).trim()),
      ['the site is down: reset', 'the site is back after 220 ms'],
    )
    t.end()
  },
)

t.test('REH-05: the summary fits the terminal and names the key figures', (t) => {
  const report = buildReport(asynchronousStream(), { wallTimeMs: 4_321 })
  const summary = renderSummary(report, { color: false, width: 80 })
  t.match(summary, 'PASSED WITH WARNINGS')
  t.match(summary, 'Site down           23 ms in 1 outage, longest gap 23 ms')
  t.match(summary, '3.2.4 → 3.3.2')
  t.strictSame(
    summary.split('\n').filter((line) => line.length > 80),
    [],
  )
  t.match(renderSummary(report, { color: true, width: 80 }), '\u001B[33m')
  t.end()
})

t.test('SEC-03: no text of the lab moves the terminal', (t) => {
  const progress = new Progress({ color: false })
  const events = hostileStream()
  const lines = events.flatMap((event) => progress.take(event))
  const summary = renderSummary(buildReport(events, { wallTimeMs: 1 }), { color: false, width: 80 })
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  t.notMatch(`${lines.join('')}${summary}`, /[\u0000-\u0009\u000B-\u001F\u007F-\u009F]/)
  t.end()
})
