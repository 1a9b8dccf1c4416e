import t from 'tap'
import { PairedAppliance } from '../support/paired-appliance.ts'

t.test('SYN-02: a setting that the primary lacks goes, and is told as lost', async (t) => {
  const paired = new PairedAppliance()
  const { one } = paired
  for (const [key, value] of [
    ['mine', '1'],
    ['both', 'agreed'],
    ['other', 'mine'],
  ])
    one.invoke('set-setting', { key, value })
  paired.becomeBackup({ force: true })
  one.invoke('sync-now')
  const settings: [string, string][] = [
    ['both', 'agreed'],
    ['new', 'theirs'],
    ['other', 'theirs'],
  ]
  paired.say({ type: 'sync-settings', revision: 7, settings, vector: [], recordsTaken: 0 })
  t.strictSame(
    one.store.settings.all().map(({ key, value }) => [key, value]),
    settings,
  )
  const lost = one.effects.flatMap((e) =>
    e.kind === 'record' && e.event.name === 'settings-lost' ? [e.event.keys] : [],
  )
  t.strictSame(lost, [['mine', 'other']])
})

t.test(
  'SYN-02: settings that have not changed since the last sync are not asked for',
  async (t) => {
    const paired = PairedAppliance.backup()
    paired.one.invoke('sync-now')
    t.match(paired.said('sync-begin'), [{ settingsRevision: 0 }])
    paired.say({ type: 'sync-settings', revision: 7, settings: [], vector: [], recordsTaken: 0 })
    paired.say({ type: 'sync-refused', code: 'wrong-role', message: 'not now' })
    paired.one.invoke('sync-now')
    t.match(paired.said('sync-begin').at(-1), { settingsRevision: 7 })
    const { effects } = paired.one
    t.notOk(effects.some((e) => e.kind === 'record' && e.event.name === 'settings-lost'))
  },
)
