import t from 'tap'
import { PairedAppliance } from '../support/paired-appliance.ts'

t.test('FO-03: a link that is lost while establishing ends the attempt at once', async (t) => {
  const paired = new PairedAppliance()
  const { one } = paired
  const request = one.ask('establish-relationship', {
    peerHost: '192.0.2.11',
    peerPort: 443,
    reverseHost: '192.0.2.10',
    reversePort: 443,
  })
  const link = paired.dialed()
  one.give({ kind: 'link-up', link, side: 'dialed' })
  one.give({ kind: 'link-down', link, reason: 'the cable' })
  t.match(one.answerTo(request), {
    refusal: {
      code: 'peer-unreachable',
      details: { step: 'Connection to the new backup', host: '192.0.2.11', found: 'the cable' },
    },
  })
  t.match(one.status(), { role: 'none', state: 'serving' })
})

t.test('FO-03: who is asked gives up as well, and is free for another attempt', async (t) => {
  const paired = new PairedAppliance()
  paired.relationship = 'c'.repeat(32)
  paired.link = paired.accept()
  paired.say(paired.establishRequest())
  const back = paired.dialed()
  paired.one.give({ kind: 'link-up', link: back, side: 'dialed' })
  paired.one.give({ kind: 'link-down', link: back, reason: 'the cable' })
  t.match(paired.said('establish-refused'), [
    {
      code: 'peer-unreachable',
      details: { step: 'Reverse connection to the primary', found: 'the cable' },
    },
  ])
  paired.link = paired.accept()
  paired.say(paired.establishRequest())
  t.not(paired.dialed(), back, 'dialed anew')
})

t.test('FO-09: a break whose link is lost before it is confirmed waits no longer', async (t) => {
  const paired = PairedAppliance.primary()
  const { one, link } = paired
  const request = one.ask('break-relationship')
  t.equal(one.answerTo(request), undefined)
  t.match(paired.said('break'), [{ relationship: paired.relationship }])
  const stranger = paired.accept()
  one.give({ kind: 'link-down', link: stranger, reason: 'gone' })
  t.equal(one.answerTo(request), undefined, 'another link is not waited for')
  one.give({ kind: 'link-down', link, reason: 'the cable' })
  t.match(one.answerTo(request), { ok: true, value: { peerTold: false } })
  t.match(one.status(), { role: 'none', relationship: null })
})

t.test('FO-03: a peer that says nothing is told with the step and the time', async (t) => {
  const paired = new PairedAppliance()
  const request = paired.one.ask('establish-relationship', {
    peerHost: '192.0.2.11',
    peerPort: 443,
    reverseHost: '192.0.2.10',
    reversePort: 443,
  })
  paired.one.give({ kind: 'link-up', link: paired.dialed(), side: 'dialed' })
  paired.one.pass(30_000)
  t.match(paired.one.answerTo(request), {
    refusal: {
      code: 'peer-silent',
      details: {
        step: 'Connection to the new backup',
        peer: '192.0.2.11',
        timeoutMs: 30_000,
      },
    },
  })
})

t.test(
  'FO-03: who is asked by a stranger to confirm says which field leads to the wrong box',
  async (t) => {
    const paired = new PairedAppliance()
    paired.link = paired.accept()
    const relationship = 'd'.repeat(32)
    paired.say({ type: 'establish-back', ...paired.identity('none', 0), relationship })
    t.match(paired.said('establish-refused'), [
      { code: 'not-own-address', details: { field: 'Reverse Connection host name', found: 'a' } },
    ])
  },
)

t.test('FO-09: a silent link that is gone already is no matter', async (t) => {
  const paired = PairedAppliance.primary()
  const silent = paired.accept()
  paired.one.give({ kind: 'link-down', link: silent, reason: 'gone' })
  paired.one.pass(10_000)
  t.equal(paired.one.status().relationship?.link, 'up')
})

t.test('FO-09: a message of the peer after the break begins no conflict', async (t) => {
  const paired = PairedAppliance.primary()
  paired.one.ask('break-relationship')
  paired.say({ type: 'probe', role: 'none', vector: [], epoch: 9 })
  t.notOk(paired.one.effects.some((e) => e.kind === 'record' && e.event.name === 'role-conflict'))
})

t.test('FO-14: a change of role is told with its reason', async (t) => {
  const reasons = ({ one }: PairedAppliance): readonly string[] =>
    one.effects.flatMap((e) =>
      e.kind === 'record' && e.event.name === 'role-changed' ? [e.event.reason] : [],
    )
  const primary = PairedAppliance.primary()
  primary.one.ask('break-relationship')
  t.strictSame(reasons(primary), ['establishing', 'the relationship was broken'])
  const backup = PairedAppliance.backup()
  backup.say({ type: 'break', relationship: backup.relationship })
  t.strictSame(reasons(backup), ['establishing', 'the peer ended the relationship'])
})
