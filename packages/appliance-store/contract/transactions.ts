import type { Store } from '@understudy/appliance-core'
import { append, recording, row } from './session-rows.ts'
import type { Tap } from './tap.ts'

/** What a transaction takes back, and what it refuses. */
export function transactionCases(t: Tap, open: () => Store): void {
  t.test('a rollback leaves everything as it was, totals included', async (t) => {
    const store = open()
    append(store, [row(1)])
    const before = store.totals()
    store.begin()
    store.values.put('state', 'new')
    store.settings.put({ key: 'k', value: 'v', revision: 1 })
    store.sessions.append([row(2), row(1, { origin: 'b'.repeat(32), recording })], false)
    store.rollback()
    t.equal(store.values.get('state'), undefined)
    t.same(store.totals(), before)
    append(store, [row(1, { origin: 'b'.repeat(32) })])
    t.equal(store.sessions.after('b'.repeat(32), false, 0, 1_000).length, 1)
  })

  t.test(
    'writing outside a transaction and taking a sequence number twice are refused',
    async (t) => {
      const store = open()
      t.throws(() => store.values.put('a', 'b'), /between begin and commit/)
      append(store, [row(1)])
      store.begin()
      t.throws(() => store.sessions.append([row(1)], true))
      store.rollback()
      t.equal(store.totals().sessions, 1)
    },
  )
}
