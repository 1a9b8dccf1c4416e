import type { JumpClient, SessionRow, Store } from '@understudy/appliance-core'
import type { Test } from 'tap'

type Tap = Pick<Test, 'test' | 'equal' | 'same' | 'match' | 'throws'>

const origin = 'a'.repeat(32)
const recording = 'f'.repeat(64)

export const row = (seq: number, fields: Partial<SessionRow> = {}): SessionRow => ({
  origin,
  legacy: false,
  seq,
  lsid: `lsid-${seq}`,
  lseq: 100 + seq,
  externalKey: `key-${seq}`,
  startedAtMs: 1_351_980_000_000 + seq,
  endedAtMs: 1_351_980_060_000 + seq,
  body: JSON.stringify({ seq, text: 'ação' }),
  recording: '',
  recordingBytes: 0,
  ...fields,
})

export function inTransaction<T>(store: Store, work: () => T): T {
  store.begin()
  const result = work()
  store.commit()
  return result
}

/** What every store keeps; `open` answers a new, empty one. */
export function storeContract(t: Tap, open: () => Store): void {
  const append = (store: Store, rows: readonly SessionRow[], present = true): void =>
    inTransaction(store, () => store.sessions.append(rows, present))

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

  t.test('SYN-05: a log is read from any sequence number, in order and bounded', async (t) => {
    const store = open()
    append(store, [row(1), row(2), row(3), row(1, { legacy: true, lsid: '17' })])
    t.same(store.sessions.after(origin, false, 1, 1_000_000), [row(2), row(3)])
    t.same(store.sessions.after(origin, false, 0, 1), [row(1)], 'at least one row')
    t.same(store.sessions.after(origin, false, 3, 1_000), [])
    t.same(store.sessions.after('nobody', false, 0, 1_000), [])
    t.same(store.sessions.after(origin, true, 0, 1_000), [row(1, { legacy: true, lsid: '17' })])
    t.same(store.sessions.byLsid('lsid-2'), [row(2)])
    t.same(store.sessions.byLsid('unknown'), [])
  })

  t.test('pages go on from the last cursor and hold every session once', async (t) => {
    const store = open()
    append(store, [row(1), row(2), row(3), row(4), row(5)])
    const first = store.sessions.page(0, 3)
    const second = store.sessions.page(first.at(-1)?.cursor ?? 0, 3)
    t.same(
      [...first, ...second].map((entry) => entry.row.seq),
      [1, 2, 3, 4, 5],
    )
  })

  t.test('pages go from log to log, in the order in which these were first written', async (t) => {
    const store = open()
    const other = '0'.repeat(32)
    append(store, [row(1), row(2), row(1, { legacy: true })])
    append(store, [row(1, { origin: other }), row(3)])
    const all = store.sessions.page(0, 10)
    t.same(
      all.map(({ row }) => [row.origin, row.legacy, row.seq]),
      [
        [origin, false, 1],
        [origin, false, 2],
        [origin, false, 3],
        [origin, true, 1],
        [other, false, 1],
      ],
    )
    for (const [at, { cursor }] of all.entries())
      t.same(store.sessions.page(cursor, 2), all.slice(at + 1, at + 3))
    t.same(store.sessions.byLsid('lsid-1').length, 3)
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

  t.test('SYN-04: removed sessions are gone, counted and answered newest first', async (t) => {
    const store = open()
    append(store, [row(1), row(2, { recording, recordingBytes: 10 }), row(3)], false)
    t.equal(store.totals().blobsMissing, 1)
    const removed = inTransaction(store, () => store.sessions.removeAfter(origin, false, 1, 1))
    t.same(removed, [row(3)])
    inTransaction(store, () => store.sessions.removeAfter(origin, false, 1, 10))
    t.match(store.totals(), { sessions: 1, recordings: 0, recordedBytes: 0, blobsMissing: 0 })
    t.same(store.blobs.missing(10), [], 'nobody misses what nobody names')
    t.equal(store.sessions.greatestLseq(), row(1).lseq)
    append(store, [row(2)])
    t.equal(store.sessions.greatestLseq(), row(2).lseq)
  })

  t.test('recordings that sessions name are missing until they are marked present', async (t) => {
    const store = open()
    const other = 'e'.repeat(64)
    append(store, [row(1, { recording, recordingBytes: 10 })], false)
    append(store, [row(2, { recording: other, recordingBytes: 20 })], true)
    append(store, [row(3, { recording, recordingBytes: 10 })], false)
    t.same(store.blobs.missing(10), [{ name: recording, sizeBytes: 10, present: false }])
    t.match(store.totals(), { sessions: 3, recordings: 3, recordedBytes: 40, blobsMissing: 1 })
    inTransaction(store, () => store.blobs.markPresent([recording, other, 'd'.repeat(64)]))
    t.same(store.blobs.missing(10), [])
    t.equal(store.totals().blobsMissing, 0)
    const named = [recording, other].sort()
    const names = (after: string, limit = 10) =>
      store.blobs.present(after, limit).map((blob) => blob.name)
    t.same(
      names('').filter((name) => named.includes(name)),
      named,
    )
    t.same(names('', 1), names('').slice(0, 1))
    t.notOk(names(recording).includes(recording), 'those after it')
    t.equal(
      inTransaction(store, () => store.blobs.markMissing([recording, 'd'.repeat(64)])),
      1,
    )
    t.equal(
      inTransaction(store, () => store.blobs.markMissing([recording])),
      0,
      'it was already',
    )
    t.notOk(names('').includes(recording))
    t.equal(store.totals().blobsMissing, 1)
    t.match(store.blobs.missing(10), [{ name: recording, sizeBytes: 10, present: false }])
  })

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
