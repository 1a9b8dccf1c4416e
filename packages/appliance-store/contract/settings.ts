import type { Store } from '@understudy/appliance-core'
import { inTransaction } from './in-transaction.ts'
import type { Tap } from './tap.ts'

/** The site's settings, and what is kept beside them. */
export function settingCases(t: Tap, open: () => Store): void {
  t.test('a store keeps named values, settings and active sessions in order', async (t) => {
    const store = open()
    inTransaction(store, () => {
      store.values.put('state', '{"a":1}')
      store.values.put('state', '{"a":2}')
      store.values.put('gone', 'x')
      store.values.remove('gone')
      store.settings.put({ key: 'b', value: '1', revision: 1 })
      store.settings.put({ key: 'a', value: '2', revision: 2 })
      store.settings.put({ key: 'b', value: '3', revision: 3 })
      store.activeSessions.put('z', '1')
      store.activeSessions.put('y', '2')
      store.activeSessions.put('z', '3')
    })
    t.equal(store.values.get('state'), '{"a":2}')
    t.equal(store.values.get('gone'), undefined)
    t.same(store.settings.get('b'), { key: 'b', value: '3', revision: 3 })
    t.same(
      store.settings.all().map((setting) => setting.key),
      ['a', 'b'],
    )
    t.same(store.activeSessions.all(), [
      { lsid: 'z', json: '3' },
      { lsid: 'y', json: '2' },
    ])
    t.equal(store.totals().settings, 2)
    inTransaction(store, () => {
      store.settings.remove('b')
      store.activeSessions.remove('z')
    })
    t.equal(store.settings.get('b'), undefined)
    t.equal(store.totals().settings, 1)
    t.same(store.activeSessions.all(), [{ lsid: 'y', json: '2' }])
  })

  t.test('what is sorted is sorted by code points, as UTF-8 has it', async (t) => {
    const store = open()
    const sorted = ['', 'B', 'a', 'aa', 'é', '\uff5e', '\u{1f600}', '\u{1f600}a']
    inTransaction(store, () => {
      for (const key of sorted.toReversed()) store.settings.put({ key, value: '', revision: 1 })
    })
    t.same(
      store.settings.all().map((setting) => setting.key),
      sorted,
    )
  })
}
