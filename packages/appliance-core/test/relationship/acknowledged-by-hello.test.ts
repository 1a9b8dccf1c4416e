import t from 'tap'
import { PairedAppliance } from '../support/paired-appliance.ts'

t.test(
  'FO-03: a peer that stored its role and died says hello instead of its acknowledgement, and is taken at its word',
  async (t) => {
    const paired = new PairedAppliance()
    const { one } = paired
    const request = one.ask('establish-relationship', {
      peerHost: '192.0.2.11',
      peerPort: 443,
      reverseHost: '192.0.2.10',
      reversePort: 443,
    })
    one.give({ kind: 'link-up', link: paired.dialed(), side: 'dialed' })
    const [asked] = paired.said('establish-request')
    if (asked?.type !== 'establish-request') throw new Error('nothing was asked')
    const { relationship } = asked
    const back = paired.accept()
    paired.say({ type: 'establish-back', ...paired.identity('none', 0), relationship }, back)
    t.match(one.status(), { role: 'primary', epoch: 1 })

    const anew = paired.accept()
    const hello = {
      type: 'hello' as const,
      ...paired.identity('backup', 1),
      relationship,
      vector: [],
    }
    paired.say(hello, anew)
    t.match(one.answerTo(request), { ok: true, value: { relationship, role: 'primary', epoch: 1 } })
    one.give({ kind: 'link-down', link: back, reason: 'the process died' })
    one.pass(60_000)
    t.match(one.status(), { role: 'primary', epoch: 1 }, 'it does not leave the backup alone')
  },
)
