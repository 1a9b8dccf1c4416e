import t from 'tap'
import { buildReport, type Report } from '../src/index.ts'
import { minute, originMs, Tape } from './tape.ts'

interface Busy {
  readonly lateMs?: number
  readonly stealShare?: number
  readonly clockJumpMs?: number
}

/** One outage of that length, a minute after the lab was ready; busy from a minute before its end to a minute after it. */
function measured(downMs: number, busy: Busy, busyFromMs = 0): Report {
  const tape = new Tape().start('r', 'A rehearsal').ready('3.2.4', '11.1.0').wait(minute)
  tape.window('w', 'The window', () => {
    tape.step('one', 'A step', {}, () => {
      const beganMs = tape.nowMs - originMs
      tape.live(minute, true)
      tape.outage('probe-1', beganMs, beganMs + downMs)
      const toMs = tape.nowMs + minute
      const fromMs = tape.nowMs - minute + busyFromMs
      const told = { lateMs: 0, stealShare: 0, clockJumpMs: 0, ...busy }
      tape.tell('clients', { name: 'machine-busy', fromMs, toMs: toMs + busyFromMs, ...told })
    })
  })
  return buildReport(tape.audit().end().events, { wallTimeMs: 1 })
}

t.test('REH-08: a machine that was late by much of the downtime is said to be busy', async (t) => {
  const report = measured(102, { lateMs: 80 })
  t.same(report.verdict, 'passed-with-warnings')
  t.same(report.reasons, [
    'This machine was busy while it measured: it was up to 80 ms late, and of 102 ms downtime 80 ms may be its own.',
  ])
})

t.test('REH-08: what it was late by matters at the edges of an outage alone', async (t) => {
  t.equal(measured(102, { lateMs: 80 }, 5 * minute).verdict, 'passed')
  const { reasons } = measured(45 * minute, { lateMs: 80 })
  t.notMatch(reasons.join(' '), /machine was busy/, 'nor is it much of 45 minutes')
})

t.test(
  'REH-08: a machine that was late by most of the downtime, and a second, proves nothing',
  async (t) => {
    const report = measured(1_500, { lateMs: 1_100 })
    t.equal(report.verdict, 'inconclusive')
    t.same(report.reasons, [
      'This machine was too busy to measure: of 1.5 s downtime 1.1 s may be its own.',
    ])
    t.equal(measured(1_500, { lateMs: 900 }).verdict, 'passed-with-warnings', 'less than a second')
    t.equal(measured(7_500, { lateMs: 1_100 }).verdict, 'passed-with-warnings', 'less than half')
  },
)

t.test('REH-08: stolen processors and a clock that jumped are said', async (t) => {
  t.match(measured(102, { stealShare: 0.25 }).reasons, [/up to 25 % of its processors' time/])
  t.match(measured(102, { clockJumpMs: -3_000 }).reasons, [/its wall clock jumped by 3 s/])
  t.same(measured(102, { stealShare: 0.09 }).reasons, [])
})
