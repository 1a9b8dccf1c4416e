import t from 'tap'
import { PairedAppliance } from '../support/paired-appliance.ts'

/** A backup that has lost its primary, 20 s after it last heard of it. */
function leftAlone(): PairedAppliance {
  const paired = PairedAppliance.backup()
  const head = { origin: 'b'.repeat(32), legacy: false, lastSeq: 7, bytes: 700 }
  const vector = [{ ...head, digest: { high: 1, low: 1 } }]
  paired.say({ type: 'probe-answer', role: 'primary', vector })
  paired.one.pass(20_000)
  paired.one.give({ kind: 'link-down', link: paired.link, reason: 'the cable' })
  return paired
}

t.test('FO-10: failover by hand needs force, and says before what may be lost', async (t) => {
  const { one } = leftAlone()
  t.match(one.invoke('become-primary'), {
    refusal: {
      code: 'failover-needs-force',
      details: {
        peer: 'b',
        records: 7,
        bytes: 700,
        lastCheck: '20 s ago',
        lastSync: 'not known',
      },
    },
  })
  t.match(one.status(), { role: 'backup', epoch: 1 })
})

t.test(
  'FO-10: with force it takes the role by an epoch of its own, and tells what is at risk',
  async (t) => {
    const { one } = leftAlone()
    t.match(one.invoke('become-primary', { force: true }), { ok: true, value: { role: 'primary' } })
    const told = one.effects.flatMap((e) =>
      e.kind === 'record' && e.event.name === 'failover-by-hand' ? [e.event] : [],
    )
    t.match(told, [{ peer: 'b', records: 7, bytes: 700, sinceCheckMs: 20_000, sinceSyncMs: null }])
    // This one has the lower GUID, and so the even ones.
    t.match(one.status(), { role: 'primary', epoch: 2, state: 'serving' })
  },
)

t.test('FO-10: a primary without its peer gives the role away by force alone', async (t) => {
  const { one, link } = PairedAppliance.primary()
  one.give({ kind: 'link-down', link, reason: 'the cable' })
  t.match(one.invoke('become-backup'), { refusal: { code: 'link-down' } })
  const cancelled = one.effects.flatMap((e) =>
    e.kind === 'record' && e.event.name === 'swap-cancelled' ? [e.event] : [],
  )
  t.match(cancelled, [{ reason: 'the peer cannot be reached' }])
  t.match(one.invoke('become-backup', { force: true }), {
    ok: true,
    value: { role: 'backup', epoch: 2 },
  })
})
