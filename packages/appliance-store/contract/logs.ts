import type { Store } from '@understudy/appliance-core'
import { inTransaction } from './in-transaction.ts'
import { append, row } from './session-rows.ts'
import type { Tap } from './tap.ts'

/** How far each origin's log goes. */
export function logCases(t: Tap, open: () => Store): void {
  t.test('heads are those that were put, sorted by origin, legacy first', async (t) => {
    const store = open()
    const head = (name: string, legacy: boolean) => ({
      origin: name,
      legacy,
      lastSeq: 3,
      bytes: 30,
      digest: { high: 0xffff_ffff, low: 1 },
    })
    append(store, [row(1)])
    t.same(store.logs.heads(), [], 'rows alone make no head')
    inTransaction(store, () => {
      store.logs.putHead({ ...head('b', false), lastSeq: 1 })
      store.logs.putHead(head('b', false))
      store.logs.putHead(head('a', false))
      store.logs.putHead(head('a', true))
    })
    const three = [head('a', true), head('a', false), head('b', false)]
    t.same(store.logs.heads(), three)
    store.begin()
    store.logs.putHead({ ...head('a', false), lastSeq: 4 })
    t.equal(store.logs.heads()[1]?.lastSeq, 4, 'also before the commit')
    store.logs.putHead(head('0', false))
    t.equal(store.logs.heads().length, 4)
    store.rollback()
    t.same(store.logs.heads(), three)
  })
}
