import t from 'tap'
import { analyse, buildReport, renderHtml, renderJUnit, renderSummary } from '../src/index.ts'
import { minute, originMs, Tape } from './tape.ts'

/** Off on A, 12 s later on on B: 7 ms before and after that the machines had to do with. */
function swung() {
  const tape = new Tape().start('r', 'A swing by hand').ready('3.2.4', '11.1.0').wait(minute)
  let offMs = 0
  tape.window('w', 'The window', () => {
    tape.step('leave-a', 'Untick', { on: 'a' }, () => {
      tape.wait(4_000).tell('conductor', { name: 'page-turned', step: 'leave-a', tookMs: 4_000 })
      offMs = tape.nowMs - originMs
    })
    tape.step('take-b', 'Tick', { on: 'b' }, () => {
      tape.wait(12_000).tell('conductor', { name: 'page-turned', step: 'take-b', tookMs: 12_000 })
    })
    // 4 ms for the end of the one step, 3 ms until the other began, before its page.
    tape.outage('probe-1', offMs, offMs + 12_007)
  })
  tape.tell('conductor', { name: 'step-started', ...pause }).wait(60 * minute)
  return tape.end().events
}

const pause = { step: 'confirm', window: '', guide: 'G2', appliance: '', title: 'The pause' }

t.test(
  "REH-10: people's time is apart from machines' in steps, windows, outages, headline",
  (t) => {
    const report = buildReport(swung(), { wallTimeMs: 1 })
    t.match(report, {
      downtimeMs: 12_007,
      downtimeByHandMs: 12_000,
      outages: [{ downtimeMs: 12_007, byHandMs: 12_000 }],
      windows: [{ downtimeMs: 12_007, downtimeByHandMs: 12_000, byHandMs: 16_000 }],
    })
    t.same(
      report.steps.map(({ id, byHandMs }) => [id, byHandMs]),
      [
        ['leave-a', 4_000],
        ['take-b', 12_000],
        ['confirm', 0],
      ],
    )
    const words = 'of which machines and network needed 7 ms'
    t.match(renderSummary(report, { color: false, width: 100 }), `12 s, ${words}`)
    t.match(renderHtml(analyse(swung(), { wallTimeMs: 1 })), words)
    t.match(renderJUnit(report), '<property name="downtimeByHandMs" value="12000"/>')
    t.end()
  },
)

t.test('REH-10: the pause between the windows lengthens none', (t) => {
  const report = buildReport(swung(), { wallTimeMs: 1 })
  const [window] = report.windows
  t.ok((window?.endedAtMs ?? 0) - (window?.startedAtMs ?? 0) < minute)
  t.equal(report.steps.find(({ id }) => id === 'confirm')?.window, '')
  t.match(renderJUnit(report), '<testsuite name="Between the windows" tests="1"')
  t.end()
})
