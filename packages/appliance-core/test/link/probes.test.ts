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
