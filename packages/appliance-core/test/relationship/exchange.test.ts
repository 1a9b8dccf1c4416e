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
