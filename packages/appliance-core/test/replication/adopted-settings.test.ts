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

t.test('SYN-02: settings that the backup has already are not written again', async (t) => {
  const paired = PairedAppliance.backup()
  const { one } = paired
  const tell = (revision: number, settings: [string, string][] | null): void =>
    paired.say({ type: 'sync-settings', revision, settings, vector: [], recordsTaken: 0 })
  one.invoke('sync-now')
  tell(7, [['one', 'theirs']])
  paired.say({ type: 'sync-refused', code: 'wrong-role', message: 'not now' })
  one.invoke('sync-now')
  const written: string[] = []
  const put = one.store.values.put.bind(one.store.values)
  one.store.values.put = (key, value) => {
    written.push(key)
    put(key, value)
  }
  tell(7, null)
  t.strictSame(written, [], 'nothing that a disk has to be waited for')
  tell(8, [['one', 'newer']])
  t.strictSame(written, ['state'], 'what is new is')
})
