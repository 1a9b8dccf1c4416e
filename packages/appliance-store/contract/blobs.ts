import type { Store } from '@understudy/appliance-core'
import { inTransaction } from './in-transaction.ts'
import { append, recording, row } from './session-rows.ts'
import type { Tap } from './tap.ts'

/** Which recordings the sessions name, and which of them are here. */
export function blobCases(t: Tap, open: () => Store): void {
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
}
