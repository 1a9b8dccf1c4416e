import type { Report } from '@understudy/report'
import t from 'tap'
import { commandLine } from './support/command-line.ts'
import { inLessTime, smallLab } from './support/lab-file.ts'
import { milestones } from './support/milestones.ts'
import { rehearsalIn } from './support/rehearsal.ts'

const sources = ['conductor', 'a', 'b', 'network', 'update-server'] as const

// The asynchronous runbook is played in both worlds, and compared, by `swings.test.ts`.
t.test('REH-02: the synchronous runbook gives the same events in both worlds', async (t) => {
  const folder = t.testdir({ 'lab.yaml': `${smallLab}${inLessTime}` })
  const real = await rehearsalIn(folder, 'synchronous', 'real')
  const virtual = await rehearsalIn(folder, 'synchronous', 'virtual')
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
