import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import t from 'tap'
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
