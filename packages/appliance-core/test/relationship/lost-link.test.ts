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
  const { one, link } = PairedAppliance.primary()
  const request = one.ask('break-relationship')
  t.equal(one.answerTo(request), undefined)
  one.give({ kind: 'link-down', link, reason: 'the cable' })
  t.match(one.answerTo(request), { ok: true, value: { peerTold: false } })
  t.match(one.status(), { role: 'none', relationship: null })
})
