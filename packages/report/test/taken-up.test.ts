import t from 'tap'
import { buildReport, LivePicture, Progress } from '../src/index.ts'
import { minute, originMs, second, Tape } from './tape.ts'

const begun = (externalKey: string) =>
  ({ name: 'session-begun', client: 'rep-1', lsid: externalKey, externalKey }) as const
const down = {
  name: 'outage-began',
  probe: 'p',
  startedAtMs: originMs + minute,
  earliestMs: originMs + minute,
  lastGoodMs: originMs + minute,
  reason: 'no answer',
} as const

/** Down from the first minute on; left after the third with a session under way, and gone on with for ten minutes. */
const tape = new Tape().start('r', 'A rehearsal').ready('3.2.4', '11.1.0')
tape.wait(minute).tell('clients', down, begun('done'), begun('cut short'))
tape.tell('clients', {
  ...{ name: 'session-acknowledged', client: 'rep-1', lsid: 'done' },
  ...{ externalKey: 'done', appliance: 'a' },
})
tape.wait(2 * minute)
const leftAtMs = tape.nowMs
tape.wait(second).tell('conductor', { name: 'rehearsal-taken-up', leftAtMs })
const { events } = tape.wait(10 * minute).end()

t.test(
  'REH-04: what was open when a rehearsal was left ends there, and the report says so',
  (t) => {
    const report = buildReport(events, { wallTimeMs: 1 })
    t.equal(report.downtimeMs, 2 * minute)
    t.match(report.outages, [{ startedAtMs: minute, endedAtMs: 3 * minute, recovered: false }])
    t.match(
      report.warnings.find(({ code }) => code === 'taken-up'),
      { message: /left at 0:03:00 .* 1 session under way ended with it/ },
    )
    t.end()
  },
)

t.test('REH-04: who looks on is told the same', (t) => {
  const picture = new LivePicture({ color: false, isAttended: false })
  const progress = new Progress({ color: false })
  const said = events.flatMap((event) => {
    picture.take(event)
    return progress.take(event)
  })
  t.match(picture.lines(originMs + 10 * minute).join('\n'), 'it was down for 2 min in all')
  t.match(said.join('\n'), /gone on with here/)
  t.notMatch(said.join('\n'), 'the site is back')
  t.end()
})
