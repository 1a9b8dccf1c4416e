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

  t.test('a wiped store is as a fresh one, and only once that is committed', async (t) => {
    const store = open()
    const fresh = store.totals()
    append(store, [row(1), row(2, { recording })])
    store.begin()
    store.values.put('state', 'old')
    store.settings.put({ key: 'k', value: 'v', revision: 1 })
    store.history.append(1, '{}', 10)
    store.activeSessions.put('1', '{}')
    store.commit()
    const contents = () => ({
      values: store.values.get('state'),
      settings: store.settings.all(),
      heads: store.logs.heads(),
      sessions: store.sessions.page(0, 10).length,
      active: store.activeSessions.all(),
      history: store.history.newest(10),
      blobs: store.blobs.present('', 10).length,
      lseq: store.sessions.greatestLseq(),
      totals: store.totals(),
    })
    const before = contents()
    store.begin()
    store.wipe()
    t.same(store.totals(), fresh)
    store.rollback()
    t.same(contents(), before, 'taken back')
    store.begin()
    store.wipe()
    store.values.put('guid', 'new')
    store.commit()
    t.match(contents(), { settings: [], heads: [], sessions: 0, active: [], history: [], blobs: 0 })
    t.same(store.totals(), fresh)
    t.equal(store.values.get('state'), undefined)
    t.equal(store.values.get('guid'), 'new')
    append(store, [row(1)])
    t.equal(store.totals().sessions, 1, 'and goes on from the beginning')
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
