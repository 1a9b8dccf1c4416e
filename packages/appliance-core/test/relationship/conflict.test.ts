import t from 'tap'
import { PairedAppliance } from '../support/paired-appliance.ts'

const eventsOf = ({ one }: PairedAppliance, name: string) =>
  one.effects.flatMap((e) => (e.kind === 'record' && e.event.name === name ? [e.event] : []))

for (const [role, remedy] of [
  ['primary', /a at epoch 1 and b at epoch 3 are both primary.*Become Backup/],
  ['backup', /are both backup.*Become Primary/],
] as const)
  t.test(
    `FO-13: a peer that is ${role} as well is a conflict, told once with its remedy`,
    async (t) => {
      const paired = PairedAppliance[role]()
      for (let i = 0; i < 3; i++) paired.say({ type: 'probe', role, vector: [], epoch: 3 })
      t.match(eventsOf(paired, 'role-conflict'), [{ role, peer: 'b', peerEpoch: 3 }])
      t.match(eventsOf(paired, 'alert'), [{ code: 'role-conflict', message: remedy }])
      t.match(paired.one.status().relationship, { conflict: true, peerRole: role, peerEpoch: 3 })
      t.match(paired.one.invoke('sync-now'), { refusal: { code: 'role-conflict' } })
    },
  )

t.test(
  'FO-13: a conflict ends when the peer has the other role, and the backup syncs',
  async (t) => {
    const paired = PairedAppliance.backup()
    paired.say({ type: 'probe', role: 'backup', vector: [] })
    paired.say({ type: 'probe', role: 'primary', vector: [], epoch: 2 })
    t.match(eventsOf(paired, 'role-conflict-ended'), [{ role: 'backup' }])
    t.match(paired.one.status().relationship, { conflict: false, peerRole: 'primary' })
    t.equal(paired.said('sync-begin').length, 0)
    paired.passProbed(60_000)
    t.equal(paired.said('sync-begin').length, 1)
  },
)

t.test('FO-13: with the relationship its conflict is over', async (t) => {
  const paired = PairedAppliance.primary()
  paired.say({ type: 'probe', role: 'primary', vector: [] })
  paired.one.ask('break-relationship')
  t.match(eventsOf(paired, 'role-conflict-ended'), [{ role: 'none' }])
})

t.test('FO-13: of two primaries the one that gives way stands above both epochs', async (t) => {
  const paired = PairedAppliance.primary()
  paired.say({ type: 'probe', role: 'primary', vector: [], epoch: 3 })
  const asked = paired.said('probe').length
  t.match(paired.one.invoke('become-backup'), { ok: true, value: { role: 'backup', epoch: 4 } })
  t.equal(paired.said('probe').length, asked + 1, 'the peer hears of it at once')
  t.match(eventsOf(paired, 'role-changed').at(-1), { to: 'backup', reason: 'two were primary' })
})
