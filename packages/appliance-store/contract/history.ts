import type { Store } from '@understudy/appliance-core'
import { inTransaction } from './in-transaction.ts'
import type { Tap } from './tap.ts'

/** FO-08: the status history. */
export function historyCases(t: Tap, open: () => Store): void {
  t.test('FO-08: the history keeps the newest entries, newest first', async (t) => {
    const store = open()
    inTransaction(store, () => {
      for (let i = 1; i <= 5; i++) store.history.append(i, `{"entry":${i}}`, 3)
    })
    t.same(store.history.newest(10), [
      { atMs: 5, json: '{"entry":5}' },
      { atMs: 4, json: '{"entry":4}' },
      { atMs: 3, json: '{"entry":3}' },
    ])
    t.same(store.history.newest(1), [{ atMs: 5, json: '{"entry":5}' }])
  })
}
