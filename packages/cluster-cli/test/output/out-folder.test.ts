import { existsSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { commandLine } from '../support/command-line.ts'
import { smallLab } from '../support/lab-file.ts'

const rehearse = (out: string) =>
  ['rehearse', 'asynchronous', '--lab', 'lab.yaml', '--world', 'virtual', '--out', out] as const

t.test('REH-05: what cannot be written of a report is told, the rest is kept: 5', async (t) => {
  // A folder in a file's place refuses the file, also from the superuser.
  const folder = t.testdir({ 'lab.yaml': smallLab, out: { 'report.html': {} } })
  const { code, out, err } = await commandLine(folder, rehearse('out'))
  t.equal(code, 5)
  t.match(err, /^understudy: out\/report\.html cannot be written: /)
  t.match(out, 'PASSED')
  t.notMatch(out, 'report: ')
  for (const file of ['report.json', 'junit.xml', 'events.ndjson'])
    t.ok(existsSync(join(folder, 'out', file)), file)
})
