import t from 'tap'
import { PairedAppliance } from '../support/paired-appliance.ts'

t.test(
  'FO-08: a sync that was refused is shown as the last one, failed, with its reason',
  async (t) => {
    const paired = PairedAppliance.backup()
    paired.one.invoke('sync-now')
    t.match(paired.one.status().sync, { state: 'running', lastResult: 'never' })
    paired.say({ type: 'sync-refused', code: 'wrong-role', message: 'not now' })
    t.match(paired.one.status().sync, {
      state: 'idle',
      lastResult: 'failed',
      lastReason: 'not now',
      digestsAgree: false,
    })
  },
)

t.test(
  'FO-05: Sync Now beside another package is refused, and says which it has to be',
  async (t) => {
    const paired = PairedAppliance.backup()
    paired.one.give({ kind: 'link-down', link: paired.link, reason: 'maintenance' })
    paired.link = paired.accept()
    const { relationship, epoch } = paired
    const updated = { ...paired.identity('primary', epoch), base: '3.2.4' }
    paired.say({ type: 'hello', ...updated, relationship, vector: [] })
    t.match(paired.one.invoke('sync-now'), {
      refusal: { code: 'different-package', details: { expected: 'Bomgar-11.1.0' } },
    })
    t.strictSame(paired.said('sync-begin'), [])
  },
)

t.test('FO-07: Sync Now while the peer cannot be reached is refused on either side', async (t) => {
  for (const role of ['primary', 'backup'] as const) {
    const { one, link } = PairedAppliance[role]()
    one.give({ kind: 'link-down', link, reason: 'the cable' })
    t.match(one.invoke('sync-now'), { refusal: { code: 'link-down' } }, role)
  }
})

t.test('FO-07: Sync Now while a sync runs is refused, and the one that runs goes on', async (t) => {
  const paired = PairedAppliance.backup()
  t.match(paired.one.invoke('sync-now'), { ok: true })
  t.match(paired.one.invoke('sync-now'), { refusal: { code: 'sync-under-way' } })
  t.equal(paired.said('sync-begin').length, 1)
  t.match(paired.one.status().sync, { state: 'running' })
})
