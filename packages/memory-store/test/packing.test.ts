import { inTransaction, row, storeContract } from '@understudy/appliance-store/contract'
import t from 'tap'
import { MemoryStore, type Packing } from '../src/index.ts'

/** Packs nothing: it counts. */
function counted(plainRowsMax?: number) {
  const counts = { packed: 0, unpacked: 0 }
  const packing: Packing = {
    pack: (text) => {
      counts.packed += 1
      return new TextEncoder().encode(text)
    },
    unpack: (bytes) => {
      counts.unpacked += 1
      return new TextDecoder().decode(bytes)
    },
    ...(plainRowsMax === undefined ? {} : { plainRowsMax }),
  }
  return { counts, store: new MemoryStore({ packing }) }
}

const { origin } = row(1)

function fill(store: MemoryStore, from: number, to: number): void {
  const rows = Array.from({ length: to - from + 1 }, (_, i) => row(from + i))
  inTransaction(store, () => store.sessions.append(rows, true))
}

t.test('the store in plain data with a packing', (t) => {
  storeContract(t, () => counted(0).store)
  t.end()
})

t.test(
  'a log holds its newest rows as they are, and packs the others, a thousand at a time',
  (t) => {
    const { store, counts } = counted()
    fill(store, 1, 20_999)
    t.equal(counts.packed, 0)
    fill(store, 21_000, 60_000)
    t.equal(counts.packed, 40)
    t.equal(counts.unpacked, 0)
    t.end()
  },
)

t.test('whoever goes through a long log unpacks each page once', (t) => {
  const { store, counts } = counted(1_000)
  fill(store, 1, 10_000)
  t.equal(counts.packed, 9)
  const read: number[] = []
  for (;;) {
    const some = store.sessions.after(origin, false, read.length, 700)
    if (some.length === 0) break
    read.push(...some.map(({ seq }) => seq))
  }
  t.strictSame(
    read,
    Array.from({ length: 10_000 }, (_, i) => i + 1),
  )
  t.equal(counts.unpacked, 9)
  const found = (lsid: string) => store.sessions.byLsid(lsid).map(({ seq }) => seq)
  t.strictSame([found('lsid-9999'), found('lsid-10001')], [[9_999], []])
  t.equal(counts.unpacked, 9, 'nothing is unpacked to look for what is new, or for nothing')
  t.strictSame(found('lsid-1234'), [1_234])
  t.equal(counts.unpacked, 10)
  t.strictSame(
    store.sessions.page(2 ** 40 + 998, 4).map(({ row }) => row.seq),
    [999, 1_000, 1_001, 1_002],
  )
  t.end()
})

t.test(
  'SYN-06: a long transaction that is lost leaves what was packed before it, and a copy keeps what it had',
  (t) => {
    const { store } = counted(500)
    fill(store, 1, 2_000)
    const copy = store.copy()
    store.begin()
    store.sessions.append(
      Array.from({ length: 5_000 }, (_, i) => row(2_001 + i)),
      true,
    )
    store.sessions.removeAfter(origin, false, 1_200, 10_000)
    t.equal(store.totals().sessions, 1_200)
    store.rollback()
    t.equal(store.totals().sessions, 2_000)
    t.strictSame(store.sessions.page(0, 10_000), copy.sessions.page(0, 10_000))
    inTransaction(store, () => store.sessions.removeAfter(origin, false, 10, 10_000))
    fill(store, 11, 20)
    t.equal(store.sessions.page(0, 10_000).length, 20)
    t.equal(copy.sessions.page(0, 10_000).length, 2_000)
    t.end()
  },
)
