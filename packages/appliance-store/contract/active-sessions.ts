import type { Store } from '@understudy/appliance-core'
import { inTransaction } from './in-transaction.ts'
import type { Tap } from './tap.ts'

/** CLI-07: the sessions in progress. */
export function activeSessionCases(t: Tap, open: () => Store): void {
  t.test('CLI-07: sessions in progress are read in the order in which they began', async (t) => {
    const store = open()
    const lsids = () => store.activeSessions.all().map(({ lsid }) => lsid)
    t.same(store.activeSessions.all(), [])
    inTransaction(store, () => {
      for (const lsid of ['c', 'a', 'b']) store.activeSessions.put(lsid, '{}')
    })
    t.same(lsids(), ['c', 'a', 'b'])
    inTransaction(store, () => store.activeSessions.put('c', '{"text":"ação"}'))
    t.same(lsids(), ['c', 'a', 'b'], 'a change is no beginning')
    t.same(store.activeSessions.all()[0], { lsid: 'c', json: '{"text":"ação"}' })
    inTransaction(store, () => {
      store.activeSessions.remove('a')
      store.activeSessions.remove('unknown')
    })
    inTransaction(store, () => store.activeSessions.put('a', '{}'))
    t.same(lsids(), ['c', 'b', 'a'], 'one that has ended begins anew')
  })
}
