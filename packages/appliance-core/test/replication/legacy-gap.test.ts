import t from 'tap'
import { PairedAppliance } from '../support/paired-appliance.ts'

t.test(
  'SYN-04: a primary that never knew this backup replaces all that it recorded before 10.6',
  async (t) => {
    const paired = new PairedAppliance({ version: '10.5.2' })
    const { one } = paired
    one.invoke('load-sample-data', { sessions: 3, recordings: 0, recordingBytes: 1, seed: 's' })
    const lsids = one.store.sessions.page(0, 10).map(({ row }) => row.lsid)
    t.equal(lsids.length, 3)
    paired.becomeBackup({ force: true })
    one.invoke('sync-now')
    paired.say({ type: 'sync-settings', revision: 1, settings: [], vector: [], recordsTaken: 0 })
    t.strictSame(one.store.sessions.page(0, 10), [])
    t.equal(one.store.totals().sessions, 0)
    t.match(
      one.effects.flatMap((e) =>
        e.kind === 'record' && e.event.name === 'sessions-discarded' ? [e.event] : [],
      ),
      [{ count: 3, lsids }],
    )
  },
)
