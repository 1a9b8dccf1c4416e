import t from 'tap'
import { OneAppliance } from '../support/one-appliance.ts'

t.test('SYN-04: a session is found by its LSID and its key, since LSIDs repeat', async (t) => {
  const one = new OneAppliance({}, '10.5.2')
  one.invoke('load-sample-data', { sessions: 1, recordings: 0, recordingBytes: 1, seed: 's' })
  const [found] = one.store.sessions.page(0, 1).map(({ row }) => row)
  const { lsid = '', externalKey = '' } = found ?? {}
  const sessions = [
    { lsid, externalKey },
    { lsid, externalKey: 'of another appliance' },
    { lsid: '999', externalKey },
  ]
  t.same(one.invoke('find-sessions', { sessions }), {
    ok: true,
    value: { missing: sessions.slice(1) },
  })
})
