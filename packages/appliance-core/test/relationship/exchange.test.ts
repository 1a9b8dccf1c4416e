import t from 'tap'
import { PairedAppliance } from '../support/paired-appliance.ts'

t.test(
  'FO-10: the operator of the primary is answered when the peer has taken the role',
  async (t) => {
    const paired = PairedAppliance.primary()
    const request = paired.one.ask('become-backup')
    t.match(paired.said('swap-prepare'), [{ syncFirst: false }])
    paired.say({ type: 'swap-ready' })
    t.match(paired.one.status(), { role: 'backup', epoch: 2, state: 'swapping' })
    t.equal(paired.one.answerTo(request), undefined)
    paired.say({ type: 'swap-done', epoch: 2 })
    t.match(paired.one.answerTo(request), { ok: true, value: { role: 'backup', epoch: 2 } })
    t.equal(paired.one.status().state, 'backup')
  },
)

t.test(
  'FO-05: beside another package roles are exchanged by force, and never with a sync',
  async (t) => {
    const paired = PairedAppliance.backup()
    const { one, relationship, epoch } = paired
    one.give({ kind: 'link-down', link: paired.link, reason: 'maintenance' })
    paired.link = paired.accept()
    const updated = { ...paired.identity('primary', epoch), base: '3.2.4' }
    paired.say({ type: 'hello', ...updated, relationship, vector: [] })
    t.match(one.invoke('become-primary'), { refusal: { code: 'exchange-needs-force' } })
    t.match(one.invoke('become-primary', { syncFirst: true, force: true }), {
      refusal: { code: 'different-package' },
    })
    t.strictSame(paired.said('swap-ask'), [])
    one.ask('become-primary', { force: true })
    t.match(paired.said('swap-ask'), [{ force: true, syncFirst: false }])
  },
)

t.test('FO-10: a swap without a sync is not kept waiting by one that runs', async (t) => {
  const paired = PairedAppliance.primary()
  const begin = { settingsRevision: 0, jumpClientsRevision: 0, trigger: 'interval' }
  paired.say({ type: 'sync-begin', vector: [], ...begin })
  const request = paired.one.ask('become-backup', { syncFirst: false })
  for (let i = 0; i < 4; i++) {
    paired.passProbed(15_000)
    paired.say({ type: 'sync-working' })
  }
  paired.passProbed(5_000)
  t.match(paired.one.answerTo(request), { refusal: { code: 'swap-failed' } })
})

t.test('FO-10: users of the primary are sent away when a swap begins', async (t) => {
  const paired = PairedAppliance.primary()
  const rep = paired.one.hello('console', 'ana')
  paired.one.ask('become-backup')
  t.match(paired.one.told(rep).at(-1), { reason: 'the roles are being exchanged' })
  t.ok(paired.one.isClosed(rep))
})

t.test('FO-03, FO-13: what will be overwritten is announced where it is anything', async (t) => {
  const announced = (sessions: number) => {
    const paired = PairedAppliance.primary({ version: '10.5.2' })
    const samples = { recordings: 0, recordingBytes: 1, seed: 's' }
    if (sessions > 0) paired.one.invoke('load-sample-data', { sessions, ...samples })
    paired.say({ type: 'probe', role: 'primary', vector: [] })
    paired.one.invoke('become-backup')
    return paired.one.effects.flatMap((e) =>
      e.kind === 'record' && e.event.name === 'overwrite-announced' ? [e.event] : [],
    )
  }
  t.match(announced(3), [{ to: 'b', records: 3, settings: [], why: 'two were primary' }])
  t.strictSame(announced(0), [])
})
