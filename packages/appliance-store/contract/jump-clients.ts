import type { JumpClient, Store } from '@understudy/appliance-core'
import { inTransaction } from './in-transaction.ts'
import type { Tap } from './tap.ts'

/** CLI-04: the Jump Clients and Jumpoints that the site knows. */
export function jumpClientCases(t: Tap, open: () => Store): void {
  t.test('CLI-04: Jump Clients are read by name, or by when they changed', async (t) => {
    const store = open()
    const client = (name: string, version = '11.1.0'): JumpClient => {
      const kind = 'jump-client'
      return { name, kind, mode: 'passive', version, lastCheckInMs: 5 }
    }
    t.equal(store.jumpClients.revision(), 0)
    inTransaction(store, () => store.jumpClients.put(['c', 'a', 'b'].map((name) => client(name))))
    t.same(store.jumpClients.page('', 2), [client('a'), client('b')])
    t.same(store.jumpClients.page('b', 2), [client('c')])
    const revision = store.jumpClients.revision()
    inTransaction(store, () => store.jumpClients.put([client('a', '12.2.0'), client('d')]))
    const since = store.jumpClients.since(revision, 10)
    t.match(since, [client('a', '12.2.0'), client('d')])
    t.equal(since.length, 2)
    t.equal(since[1]?.revision, store.jumpClients.revision())
    t.same(store.jumpClients.since(revision, 1), since.slice(0, 1))
    t.equal(store.jumpClients.page('', 10).length, 4, 'one row for each name')
    const before = store.jumpClients.revision()
    store.begin()
    store.jumpClients.put([client('e')])
    store.rollback()
    t.equal(store.jumpClients.revision(), before)
    t.equal(store.jumpClients.page('d', 10).length, 0)
  })
}
