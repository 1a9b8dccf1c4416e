import t from 'tap'
import { PairedAppliance } from '../support/paired-appliance.ts'

const samples = { sessions: 2, recordings: 0, recordingBytes: 1, seed: 's' }

t.test('SYN-07: the probe of a backup tells what it holds', async (t) => {
  const paired = new PairedAppliance()
  const { one } = paired
  one.invoke('load-sample-data', samples)
  paired.becomeBackup({ force: true })
  one.pass(15_000)
  t.match(paired.said('probe'), [{ role: 'backup', vector: [{ lastSeq: 2 }] }])
})

t.test('SYN-07: the answer of a primary tells what it holds', async (t) => {
  const paired = PairedAppliance.primary()
  paired.one.invoke('load-sample-data', samples)
  paired.say({ type: 'probe', role: 'backup', vector: [] })
  t.match(paired.said('probe-answer'), [{ role: 'primary', vector: [{ lastSeq: 2 }] }])
  t.match(paired.one.status().exposure, { records: 2 }, 'and what the other lacks is known')
})

t.test('FO-08: an answer is not answered', async (t) => {
  const paired = PairedAppliance.primary()
  paired.say({ type: 'probe-answer', role: 'backup', vector: [] })
  t.strictSame(paired.said('probe-answer'), [])
})

t.test(
  'FO-09: a lost link is dialled anew, one dial at a time, and greeted by its dialler',
  async (t) => {
    const paired = PairedAppliance.backup()
    const { one } = paired
    one.give({ kind: 'link-down', link: paired.link, reason: 'the cable' })
    one.pass(10_000)
    const first = paired.dialed()
    const stranger = paired.accept()
    one.give({ kind: 'link-down', link: stranger, reason: 'gone' })
    one.pass(11_000)
    t.equal(paired.dialed(), first, 'what happens to another link changes nothing')
    one.give({ kind: 'link-up', link: first, side: 'dialed' })
    t.match(paired.said('hello'), [{ relationship: paired.relationship, role: 'backup' }])
  },
)

t.test('FO-13: of two links between two primaries both ends keep the same', async (t) => {
  const paired = PairedAppliance.primary()
  paired.say({ type: 'probe', role: 'primary', vector: [] })
  const second = paired.accept()
  const { relationship } = paired
  const hello = { ...paired.identity('primary', 1), relationship, vector: [] }
  paired.say({ type: 'hello', ...hello }, second)
  const closed = paired.one.effects.flatMap((e) => (e.kind === 'close-link' ? [e] : []))
  t.match(closed.at(-1), { link: second, reason: 'another link is up' })
})

/** The peer says hello on a second link, which does not stay. */
function helloOnASecondLink(paired: PairedAppliance, role: 'primary' | 'backup', epoch: number) {
  const second = paired.accept()
  const { relationship } = paired
  paired.say({ type: 'hello', ...paired.identity(role, epoch), relationship, vector: [] }, second)
  t.ok(paired.one.effects.some((e) => e.kind === 'close-link' && e.link === second))
}

t.test(
  'FO-13: a rival is seen by its hello, also where the link stays that was there',
  async (t) => {
    const paired = PairedAppliance.primary()
    helloOnASecondLink(paired, 'primary', 3)
    t.match(paired.one.status().relationship, { conflict: true, peerRole: 'primary', peerEpoch: 3 })
  },
)

t.test(
  'FO-13: a hello that is older than what the peer has said since proves nothing',
  async (t) => {
    const paired = PairedAppliance.primary()
    paired.say({ type: 'probe', role: 'primary', vector: [], epoch: 4 })
    helloOnASecondLink(paired, 'primary', 3)
    t.match(paired.one.status().relationship, { conflict: true, peerEpoch: 4 })
  },
)

t.test('FO-13: a probe that was long on its way does not end a conflict', async (t) => {
  const paired = PairedAppliance.primary()
  helloOnASecondLink(paired, 'primary', 3)
  paired.say({ type: 'probe', role: 'backup', vector: [], epoch: 1 })
  t.match(paired.one.status().relationship, { conflict: true, peerRole: 'primary' })
})
