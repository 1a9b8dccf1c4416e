import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Report } from '@understudy/rehearsal'
import type { LabEvent } from '@understudy/shared'
import t from 'tap'
import { commandLine } from './support/command-line.ts'
import { smallLab } from './support/lab-file.ts'
import { milestones } from './support/milestones.ts'

const sources = ['conductor', 'a', 'b', 'network'] as const

async function rehearsalIn(folder: string, runbook: string, world: 'real' | 'virtual') {
  const args = ['rehearse', runbook, '--lab', 'lab.yaml', '--world', world, '--out', world]
  const { code, out } = await commandLine(folder, args)
  const read = (file: string): string => readFileSync(join(folder, world, file), 'utf8')
  const events = read('events.ndjson')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as LabEvent)
  return { code, out, events, report: JSON.parse(read('report.json')) as Report }
}

for (const runbook of ['asynchronous', 'synchronous'])
  t.test(`REH-02: the ${runbook} runbook gives the same events in both worlds`, async (t) => {
    const folder = t.testdir({ 'lab.yaml': smallLab })
    const real = await rehearsalIn(folder, runbook, 'real')
    const virtual = await rehearsalIn(folder, runbook, 'virtual')
    t.same([real.code, virtual.code], [0, 0], `${real.out}\n${virtual.out}`)
    for (const source of sources) {
      const expected = milestones(virtual.events, source)
      t.ok(expected.length > 3, `${source} has milestones`)
      t.same(milestones(real.events, source), expected, `milestones of ${source}`)
    }
    t.same([real.report.sessions.lost, virtual.report.sessions.lost], [[], []])
    t.same(real.report.versions, virtual.report.versions)
  })

t.test(
  'CHA-07: the virtual world gives the same trace for the same seed, and another for another',
  async (t) => {
    const folder = t.testdir({ 'lab.yaml': smallLab })
    const hashOf = async (seed: string): Promise<string | undefined> => {
      const args = `rehearse asynchronous --lab lab.yaml --world virtual --seed ${seed} --json`
      const { out } = await commandLine(folder, args.split(' '))
      return (JSON.parse(out) as Report).traceHash
    }
    const first = await hashOf('7')
    t.match(first, /^[0-9a-f]{64}$/)
    t.equal(await hashOf('7'), first)
    t.not(await hashOf('8'), first)
  },
)
