import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Report } from '@understudy/report'
import t from 'tap'
import { commandLine } from './support/command-line.ts'
import { smallLab } from './support/lab-file.ts'
import { milestones } from './support/milestones.ts'
import { rehearsalIn } from './support/rehearsal.ts'

/** The shipped lab, with installations and pause as short as they can be without leaving anything out. */
const shippedNat = readFileSync(
  fileURLToPath(new URL('../../../../labs/nat.yaml', import.meta.url)),
  'utf8',
).replace(
  /betweenWindowsMinutes: \d+/,
  'betweenWindowsMinutes: 10\ninstallation: { baseMinutes: 5, siteMinutes: 10 }',
)

const sources = ['conductor', 'a', 'b', 'network'] as const

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
  'REH-02: the shipped lab nat plays alike in both worlds, sessions that are cut included',
  async (t) => {
    const folder = t.testdir({ 'lab.yaml': shippedNat })
    const virtual = await rehearsalIn(folder, 'asynchronous', 'virtual')
    const real = await rehearsalIn(folder, 'asynchronous', 'real')
    t.same([real.code, virtual.code], [0, 0], `${real.out}\n${virtual.out}`)
    for (const source of sources)
      t.same(milestones(real.events, source), milestones(virtual.events, source), source)
    const [{ sessions: one }, { sessions: other }] = [real.report, virtual.report]
    t.same([one.lost, other.lost], [[], []])
    // The same people at the same work: a handshake's milliseconds may move a handful across the moment of a cut.
    for (const count of ['cut', 'abandoned', 'turnedAway'] as const)
      t.ok(Math.abs(one[count] - other[count]) <= 5, `${count}: ${one[count]} and ${other[count]}`)
  },
)

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
