import type { JumpClientTuple } from '@understudy/shared'
import t from 'tap'
import { PairedAppliance } from '../support/paired-appliance.ts'

const pc: JumpClientTuple = ['pc', 'jump-client', 'active', '11.1.0', 1_000]

/** A backup whose primary has told it of that Jump Client in a sync. */
function told(...rows: readonly JumpClientTuple[]) {
  const paired = PairedAppliance.backup()
  paired.one.invoke('sync-now')
  for (const [revision, row] of rows.entries())
    paired.say({ type: 'jump-clients', revision: revision + 1, rows: [row] })
  return paired
}

const listOf = ({ one }: PairedAppliance) => one.store.jumpClients.page('', 10)

for (const [field, row] of [
  ['kind', ['pc', 'jumpoint', 'active', '11.1.0', 1_000]],
  ['mode', ['pc', 'jump-client', 'passive', '11.1.0', 1_000]],
  ['version', ['pc', 'jump-client', 'active', '10.6.1', 1_000]],
  ['last check-in', ['pc', 'jump-client', 'active', '11.1.0', 2_000]],
] as readonly (readonly [string, JumpClientTuple])[])
  t.test(`SYN-01: a backup takes over another ${field} of a Jump Client`, async (t) => {
    const [name, kind, mode, version, lastCheckInMs] = row
    t.match(listOf(told(pc, row)), [{ name, kind, mode, version, lastCheckInMs }])
  })

t.test('SYN-01: what a backup knows already is not written again', async (t) => {
  const revisionOf = (paired: PairedAppliance) => paired.one.store.jumpClients.revision()
  t.equal(revisionOf(told(pc, pc)), revisionOf(told(pc)))
  t.equal(revisionOf(told(pc, ['other', ...pc.slice(1)] as unknown as JumpClientTuple)), 2)
})

t.test(
  'SYN-05: the next sync asks for what has changed since, and of another primary for all',
  async (t) => {
    const paired = told(pc)
    paired.say({ type: 'sync-refused', code: 'wrong-role', message: 'not now' })
    paired.one.invoke('sync-now')
    t.match(
      paired.said('sync-begin').map((m) => 'jumpClientsRevision' in m && m.jumpClientsRevision),
      [0, 1],
    )
  },
)
