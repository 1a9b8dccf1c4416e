import t from 'tap'
import { commandLine } from './support/command-line.ts'

t.test(
  'FO-16, REH-04: an update is tried on a third box, people decide, and production is as it was',
  async (t) => {
    const folder = t.testdir()
    const small = ['data.sessions=50', 'data.recordings=2', 'clients.sessionEveryMs=60000']
    const args = ['rehearse', 'pre-production', '--world', 'virtual', '--json']
    const { code, out } = await commandLine(folder, [
      ...args,
      ...small.flatMap((one) => ['--set', one]),
    ])
    t.equal(code, 0)
    const report = JSON.parse(out)
    t.match(report.versions, {
      a: { after: { site: '11.1.0' } },
      b: { after: { site: '11.1.0' } },
      c: { after: { base: '3.3.2', site: '12.2.0' } },
    })
    t.equal(report.downtimeMs, 0)
    t.equal(report.exposureMs, 0, 'the pair was never without each other')
    t.equal(report.goBack.freeUntilMs, null)
    const decided = report.steps.at(-1)
    t.match(decided.evidence, [/work with it\? Decided here: to go on\./])
    t.ok(decided.endedAtMs - decided.startedAtMs >= 30 * 60_000, 'people take their time')
    t.match(
      report.reasons.join(' '),
      /1 acknowledged session lost, as announced/,
      'that of the test',
    )
  },
)
