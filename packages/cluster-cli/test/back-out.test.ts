import { swingMethods } from '@understudy/shared'
import t from 'tap'
import { commandLine } from './support/command-line.ts'
import { inLessTime, smallLab } from './support/lab-file.ts'

const lab = `${smallLab.replace('representatives: 3', 'representatives: 3, sessionEveryMs: 30000')}${inLessTime}`
const folder = t.testdir({
  'lab.yaml': lab,
  'alone.yaml': `${lab}start: { serves: a, backup: none }\n`,
})
const rehearse = (line: string) =>
  commandLine(folder, ['rehearse', ...line.split(' '), '--lab', 'lab.yaml'])

for (const swing of swingMethods)
  t.test(
    `REH-05: the way back after the swing by ${swing} is rehearsed, with its duration`,
    async (t) => {
      const line = `asynchronous --back-out-after test-site-b --world virtual --json --swing ${swing}`
      const { code, out } = await rehearse(line)
      t.equal(code, 0)
      const report = JSON.parse(out)
      t.match(report.verdict, /^passed/)
      t.match(report.backOut, { after: 'test-site-b', completed: true })
      t.ok(report.backOut.durationMs > report.backOut.byHandMs && report.backOut.byHandMs > 10_000)
      t.match(report.versions, {
        a: { after: { site: '11.1.0' } },
        b: { after: { site: '12.2.0' } },
      })
      t.match(report.steps.at(-1), { id: 'back-test-a', window: 'back-out', outcome: 'passed' })
      const warned = report.warnings.filter((one: { code: string }) => one.code === 'left-behind')
      t.equal(warned[0]?.step, swing === 'shared-ip' ? 'back-leave-b' : `back-edit-${swing}`)
      t.ok(warned.length > 0, 'what stays on B is said before it is left')
    },
  )

t.test(
  'REH-05: who updated A first goes back to B, and the report says how long that took',
  async (t) => {
    const { code, out } = await rehearse('synchronous --back-out-after confirm --world virtual')
    t.equal(code, 0, out)
    t.match(
      out,
      /The way back after step confirm took [\d.]+ s, [\d.]+ s of that from page to page/,
    )
    t.match(out, /lost, as announced \(UPD-10\)/)
  },
)

t.test('UPD-10: where there is no way back, nothing is played', async (t) => {
  for (const [after, why] of [
    ['update-a', /there is no way back: A and B have the new version/],
    ['backup-a', /nothing has to be taken back yet/],
    ['test-sit-b', /did you mean "test-site-b"/],
  ] as const) {
    const ran = await rehearse(`asynchronous --back-out-after ${after} --world virtual`)
    t.match(ran, { code: 3, err: why })
  }
})

t.test('REH-03: a dry run prints the plan within a second, and makes nothing', async (t) => {
  const before = process.cpuUsage()
  const { code, out } = await rehearse('asynchronous --dry-run')
  const { user, system } = process.cpuUsage(before)
  t.equal(code, 0)
  t.ok(user + system < 1_000_000, `${user + system} microseconds of processor time`)
  t.match(
    out,
    /update-b +b +Install each update .* \[Base 3\.3\.2 \(5 min\), Bomgar-12\.2\.0 \(10 min\)\]/,
  )
  t.match(out, /The way back after update-a: Both are updated\n +there is none/)
  t.match(out, 'Nothing speaks against playing it.')
  t.notMatch(out, / edit-dns {2}/, 'steps for other labs are not part of the plan')
  const json = JSON.parse((await rehearse('asynchronous --dry-run --json')).out)
  t.match(json, { runbook: 'asynchronous', refusals: [] })
})

t.test('REH-03: a dry run refuses what cannot work', async (t) => {
  const line = 'rehearse asynchronous --dry-run --lab alone.yaml'
  const ran = await commandLine(folder, line.split(' '))
  t.match(ran, { code: 3, out: /It cannot work:\n {2}- Step sync-b needs a failover relationship/ })
  const old = 'rehearse asynchronous --dry-run --lab lab.yaml --to 10.6.1'
  t.match(await commandLine(folder, old.split(' ')), { code: 3, err: /nothing older than/ })
})
