import type { Store } from '@understudy/appliance-core'
import { inTransaction } from './in-transaction.ts'
import type { Tap } from './tap.ts'

/** Small named values. */
export function valueCases(t: Tap, open: () => Store): void {
  t.test('a named value is what was last put, until it is removed', async (t) => {
    const store = open()
    t.equal(store.values.get('state'), undefined)
    inTransaction(store, () => {
      store.values.put('state', '{"text":"ação"}')
      store.values.put('other', '')
    })
    t.equal(store.values.get('state'), '{"text":"ação"}')
    t.equal(store.values.get('other'), '', 'empty, and yet there')
    inTransaction(store, () => {
      store.values.put('state', '[]')
      store.values.remove('other')
      store.values.remove('never put')
    })
    t.equal(store.values.get('state'), '[]')
    t.equal(store.values.get('other'), undefined)
    inTransaction(store, () => store.values.put('other', '1'))
    t.equal(store.values.get('other'), '1', 'it may come again')
  })
}
