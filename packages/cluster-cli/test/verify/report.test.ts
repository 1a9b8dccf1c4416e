import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Report } from '@understudy/report'
import t from 'tap'
import { commandLine } from '../support/command-line.ts'
import { smallLab } from '../support/lab-file.ts'

const folder = t.testdir({ 'lab.yaml': smallLab })
const drawn = ['report.html', 'report.json', 'junit.xml'] as const
const read = (file: string): string => readFileSync(join(folder, 'out', file), 'utf8')
const rehearsed = await commandLine(
  folder,
  'rehearse synchronous --lab lab.yaml --world virtual --out out'.split(' '),
)
const first = Object.fromEntries(drawn.map((file) => [file, read(file)]))

t.test('REH-05: the events alone give the same report again, byte for byte', async (t) => {
  for (const file of ['report.html', 'junit.xml']) rmSync(join(folder, 'out', file))
  const again = await commandLine(folder, ['report', 'out'])
  t.equal(again.code, rehearsed.code)
  for (const file of drawn) t.equal(read(file), first[file], file)
  const summary = again.out.slice(0, again.out.lastIndexOf('report: '))
  t.ok(summary.length > 200 && rehearsed.out.includes(summary), 'and prints the same')
})

t.test('REH-05: it is told in every form in which a rehearsal tells it', async (t) => {
  const json = await commandLine(folder, ['report', 'out', '--json'])
  t.equal(json.out, first['report.json'])
  t.match((await commandLine(folder, ['report', 'out', '--tap'])).out, /^TAP version 14\n/)
  const both = await commandLine(folder, ['report', 'out', '--tap', '--json'])
  t.match(both, { code: 3, err: /expected one of --json and --tap, found both/ })
})

t.test('REH-05: without report.json all but the time on the wall is known', async (t) => {
  rmSync(join(folder, 'out', 'report.json'))
  const { err } = await commandLine(folder, ['report', 'out'])
  t.match(err, /how long the rehearsal took is not known/)
  const { wallTimeMs: _, ...before } = JSON.parse(first['report.json'] ?? '') as Report
  const { wallTimeMs, ...now } = JSON.parse(read('report.json')) as Report
  t.equal(wallTimeMs, 0)
  t.same(now, before)
})

t.test('REH-05: what no rehearsal has left is refused, and nothing is written there', async (t) => {
  t.match(await commandLine(folder, ['report', 'nowhere']), { code: 3, err: /found none/ })
  mkdirSync(join(folder, 'torn'))
  writeFileSync(join(folder, 'torn', 'events.ndjson'), '{"name":')
  const torn = await commandLine(folder, ['report', 'torn'])
  t.match(torn, { code: 3, err: /events\.ndjson line 1: expected a JSON object/ })
})
