import t from 'tap'
import { commandLine } from '../support/command-line.ts'
import { smallLab } from '../support/lab-file.ts'

const folder = t.testdir({ 'lab.yaml': smallLab })
const understudy = (line: string) => commandLine(folder, line.split(' '))

t.test('CLI-08: the clients of a running lab are asked by the words of their table', async (t) => {
  const passive = '--set clients.jumpClients.passive=4 --set clients.jumpClients.offlineShare=0'
  const up = await understudy(`up --lab lab.yaml ${passive} --set clients.sessionLengthMs=2000`)
  t.equal(up.code, 0, up.err)
  t.teardown(() => understudy('down'))
  const answerOf = async (line: string): Promise<unknown> => {
    const { code, out, err } = await understudy(`do clients ${line}`)
    t.equal(code, 0, err)
    return JSON.parse(out)
  }
  const { groups } = (await answerOf('count-population')) as { groups: { group: string }[] }
  t.same(
    groups.map(({ group }) => group),
    ['consoles', 'passive-jump-clients'],
  )
  t.same(await answerOf('redeploy --clients msi-consoles'), { count: 0 })
  const { count, off } = (await answerOf('check-in')) as { count: number; off: number }
  t.equal(count + off, 4)
  t.match(await answerOf('log-in-again'), { count: Number, later: Number })
  t.ok(Array.isArray(await answerOf('list-acknowledged')))
  t.match(await answerOf('wind-down-clients'), { clientsBusy: 0 })
  t.match(await understudy('do clients start-clients'), { code: 0, out: /^done\n$/ })
})

t.test('a mistake in an operation of the clients is wrong usage', async (t) => {
  const table: readonly (readonly [line: string, complaint: RegExp])[] = [
    ['do clients chek-in', /unknown operation of the clients "chek-in"; did you mean "check-in"\?/],
    ['do client check-in', /unknown appliance "client"; did you mean "clients"\?/],
    ['do clients redeploy', /redeploy: clients: expected a value, found nothing/],
    [
      'do clients redeploy --clients msi-console',
      /redeploy: clients: expected one of consoles, .* \(did you mean "msi-consoles"\?\)/,
    ],
    ['do clients check-in --all x', /unknown option "--all"/],
  ]
  for (const [line, complaint] of table) {
    const { code, err } = await understudy(line)
    t.equal(code, 3, line)
    t.match(err, complaint)
  }
  const { out } = await understudy('operations')
  t.match(out, 'operations of the clients: understudy do clients <operation>')
  t.match(out, /redeploy\n.*\n {4}--clients TEXT {2}clients: consoles, msi-consoles/)
})
