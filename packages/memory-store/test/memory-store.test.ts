import { inTransaction, row, storeContract } from '@understudy/appliance-store/contract'
import t from 'tap'
import { MemoryStore } from '../src/index.ts'

t.test('the store in plain data', (t) => {
  storeContract(t, () => new MemoryStore())
  t.end()
})

t.test('the copy of a store in plain data', (t) => {
  storeContract(t, () => new MemoryStore().copy())
  t.end()
})

const recording = 'f'.repeat(64)
const digest = { high: 1, low: 2 }

/** Something in each group. */
function filled(): MemoryStore {
  const store = new MemoryStore()
  inTransaction(store, () => write(store, 1))
  return store
}

/** Changes what is there, adds something and removes something, in every group. */
function write(store: MemoryStore, seq: number): void {
  const { origin } = row(seq)
  const client = { name: 'pc', kind: 'jump-client', mode: 'active', version: '11.1.0' } as const
  store.values.put('state', `state ${seq}`)
  store.values.put(`value-${seq}`, 'kept')
  store.settings.put({ key: 'setting', value: String(seq), revision: seq })
  store.settings.put({ key: `setting-${seq}`, value: '', revision: seq })
  store.sessions.append([row(seq, { recording, recordingBytes: seq })], false)
  store.sessions.append([row(1, { origin: String(seq).repeat(32) })], false)
  store.logs.putHead({ origin, legacy: false, lastSeq: seq, bytes: seq, digest })
  store.activeSessions.put(`active-${seq}`, '{}')
  store.history.append(seq, `{"entry":${seq}}`, 2)
  store.jumpClients.put([
    { ...client, lastCheckInMs: seq },
    { ...client, name: `pc-${seq}`, lastCheckInMs: seq },
  ])
  store.values.remove(`value-${seq - 1}`)
  store.settings.remove(`setting-${seq - 1}`)
  store.activeSessions.remove(`active-${seq - 1}`)
}

const contentOf = (store: MemoryStore): unknown => ({
  values: ['state', 'value-1', 'value-2', 'value-3'].map((key) => store.values.get(key)),
  settings: store.settings.all(),
  heads: store.logs.heads(),
  sessions: store.sessions.page(0, 100),
  byLsid: ['lsid-1', 'lsid-2', 'lsid-3'].map((lsid) => store.sessions.byLsid(lsid)),
  greatestLseq: store.sessions.greatestLseq(),
  active: store.activeSessions.all(),
  history: store.history.newest(10),
  jumpClients: store.jumpClients.since(0, 10),
  named: store.jumpClients.page('', 10),
  blobs: [store.blobs.missing(10), store.blobs.present('', 10)],
  totals: store.totals(),
})

t.test(
  'SYN-06: what is in the middle of a transaction is lost whole, in every group',
  async (t) => {
    const store = filled()
    inTransaction(store, () => write(store, 2))
    const before = structuredClone(contentOf(store))
    store.begin()
    t.throws(() => {
      write(store, 3)
      store.blobs.markPresent([recording])
      store.sessions.removeAfter(row(1).origin, false, 0, 10)
      t.notSame(contentOf(store), before, 'what was written is read in the transaction')
      throw new Error('the power is cut')
    }, /the power is cut/)
    store.rollback()
    t.strictSame(contentOf(store), before)
    inTransaction(store, () => write(store, 3))
    t.equal(store.totals().sessions, 6)
  },
)

t.test('CHA-07: a copy holds the same, and neither sees what the other writes', async (t) => {
  const store = filled()
  const before = structuredClone(contentOf(store))
  const [first, second] = [store.copy(), store.copy()]
  t.strictSame(contentOf(first), before)
  inTransaction(first, () => write(first, 2))
  t.strictSame(contentOf(store), before)
  t.strictSame(contentOf(second), before)
  const afterFirst = structuredClone(contentOf(first))
  inTransaction(store, () => write(store, 2))
  t.strictSame(contentOf(store), afterFirst)
  inTransaction(store, () => write(store, 3))
  t.strictSame(contentOf(first), afterFirst)
  t.strictSame(contentOf(second), before)
  const third = first.copy()
  first.begin()
  first.sessions.removeAfter(row(1).origin, false, 0, 10)
  first.rollback()
  t.strictSame(contentOf(first), afterFirst)
  t.strictSame(contentOf(third), afterFirst)
})

t.test('a log has no holes', async (t) => {
  const store = filled()
  store.begin()
  t.throws(() => store.sessions.append([row(7)], true), /7 does not follow 1/)
  store.rollback()
})

t.test('a store is not copied in the middle of a transaction', async (t) => {
  const store = filled()
  store.begin()
  t.throws(() => store.copy(), /between its transactions/)
  store.commit()
  t.equal(store.copy().totals().sessions, 2)
})

t.test('what a caller gives and changes afterwards is not changed in the store', async (t) => {
  const store = new MemoryStore()
  const given = { ...row(1) }
  inTransaction(store, () => store.sessions.append([given], true))
  given.body = 'another'
  t.strictSame(store.sessions.byLsid('lsid-1'), [row(1)])
})

t.test(
  'sessions with one LSID come in the order of their logs, whenever somebody first asked',
  async (t) => {
    const store = new MemoryStore()
    const other = '0'.repeat(32)
    const append = (...rows: Parameters<typeof store.sessions.append>[0]) =>
      inTransaction(store, () => store.sessions.append(rows, true))
    append(row(1), row(1, { origin: other, lsid: 'twice' }))
    t.same(store.sessions.byLsid('twice'), [row(1, { origin: other, lsid: 'twice' })])
    append(row(2, { lsid: 'twice' }), row(3))
    t.same(
      store.sessions.byLsid('twice').map(({ seq }) => seq),
      [2, 1],
    )
    t.same(store.sessions.byLsid('lsid-3'), [row(3)])
    store.begin()
    store.sessions.append([row(4)], true)
    t.same(store.sessions.byLsid('lsid-4'), [row(4)])
    store.rollback()
    t.same(store.sessions.byLsid('lsid-4'), [], 'what was taken back is not found')
  },
)
