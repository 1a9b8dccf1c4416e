import type { Store } from '@understudy/appliance-core'
import { inTransaction } from './in-transaction.ts'
import { append, origin, recording, row } from './session-rows.ts'
import type { Tap } from './tap.ts'

/** SYN-04, SYN-05: the completed sessions of all logs. */
export function sessionCases(t: Tap, open: () => Store): void {
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

  t.test('of a stretch of a log those are found that began, or ended, within a time', async (t) => {
    const store = open()
    const at = (seq: number) => ({ startedAtMs: seq * 100, endedAtMs: seq * 100 + 50 })
    append(store, [
      ...[1, 2, 3, 4, 5].map((seq) => row(seq, at(seq))),
      row(1, { legacy: true, lsid: '17', ...at(3) }),
    ])
    const seqs = (by: 'start' | 'end', fromMs: number, toMs: number, afterSeq = 0, toSeq = 5) =>
      store.sessions
        .within(origin, false, { afterSeq, toSeq }, { by, fromMs, toMs })
        .map(({ seq }) => seq)
    t.same(seqs('start', 200, 400), [2, 3], 'the end is not within')
    t.same(seqs('end', 250, 451), [2, 3, 4])
    t.same(seqs('end', 0, 10_000, 1, 3), [2, 3])
    t.same(seqs('start', 0, 100), [])
    const legacy = store.sessions.within(
      origin,
      true,
      { afterSeq: 0, toSeq: 9 },
      { by: 'start', fromMs: 0, toMs: 1_000 },
    )
    t.same(legacy, [row(1, { legacy: true, lsid: '17', ...at(3) })])
    t.same(
      store.sessions.within(
        'nobody',
        false,
        { afterSeq: 0, toSeq: 9 },
        { by: 'end', fromMs: 0, toMs: 1_000 },
      ),
      [],
    )
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
}
