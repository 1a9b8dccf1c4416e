import { emptyDigest, type RowTuple } from '@understudy/shared'
import t from 'tap'
import { PairedAppliance } from '../support/paired-appliance.ts'

const origin = 'b'.repeat(32)
const name = 'f'.repeat(64)
const rowOf = (seq: number, recording = ''): RowTuple => [
  seq,
  seq.toString(16).padStart(32, '0'),
  seq,
  `key-${seq}`,
  1_000,
  2_000,
  '{}',
  recording,
  recording === '' ? 0 : 12,
]

const eventsOf = ({ one }: PairedAppliance, wanted: string) =>
  one.effects.flatMap((e) => (e.kind === 'record' && e.event.name === wanted ? [e.event] : []))

/** A backup whose primary has sent its settings and awaits pulls. */
function pulling(recordsTaken = 0): PairedAppliance {
  const paired = PairedAppliance.backup()
  paired.one.invoke('sync-now')
  paired.say({ type: 'sync-settings', revision: 1, settings: [], vector: [], recordsTaken })
  return paired
}

function pulled(paired: PairedAppliance, ...rows: readonly RowTuple[]): void {
  paired.say({ type: 'rows', pull: 1, origin, legacy: false, rows: [...rows] })
  for (const pull of [1, 2]) paired.say({ type: 'pull-end', pull, more: false, vector: [] })
}

t.test('SYN-05: a sync that agrees is a success, and tells what it cost', async (t) => {
  const paired = pulling(3)
  t.strictSame(
    paired.said('pull').map((m) => m.type === 'pull' && [m.pull, m.vector !== null]),
    [
      [1, true],
      [2, false],
    ],
    'while one answer is applied the next is on its way',
  )
  pulled(paired, rowOf(1), rowOf(2))
  t.match(paired.said('sync-compare'), [{ vector: [{ origin, lastSeq: 2 }] }])
  paired.say({ type: 'sync-compared', agree: true, vector: [] })
  t.match(eventsOf(paired, 'sync-finished'), [
    {
      trigger: 'operator',
      recordsReceived: 2,
      recordsSent: 3,
      bytesReceived: 4,
      digestsAgree: true,
    },
  ])
  t.match(eventsOf(paired, 'sessions-merged'), [{ received: 2, sent: 3 }])
  t.match(paired.one.status().sync, { state: 'idle', lastResult: 'success', digestsAgree: true })
})

t.test('SYN-05: a sync whose digests differ has failed, and what came stays', async (t) => {
  const paired = pulling()
  pulled(paired, rowOf(1))
  paired.say({ type: 'sync-compared', agree: false, vector: [] })
  t.match(paired.one.status().sync, { lastResult: 'failed', lastReason: /digests.*differ/ })
  t.strictSame(eventsOf(paired, 'sync-finished'), [])
  t.equal(paired.one.store.totals().sessions, 1)
})

t.test('SYN-05: rows that do not continue the log end the sync, and are not taken', async (t) => {
  const paired = pulling()
  paired.say({ type: 'rows', pull: 1, origin, legacy: false, rows: [rowOf(2)] })
  t.match(paired.one.status().sync, { lastResult: 'failed', lastReason: /do not continue the log/ })
  t.equal(paired.one.store.totals().sessions, 0)
})

t.test('SYN-05: rows of a pull that is not awaited are passed over', async (t) => {
  const paired = pulling()
  paired.say({ type: 'rows', pull: 2, origin, legacy: false, rows: [rowOf(1)] })
  t.equal(paired.one.store.totals().sessions, 0)
  t.equal(paired.one.status().sync.state, 'running')
})

t.test('SYN-05: recordings that are missing come before the comparison', async (t) => {
  const paired = pulling()
  pulled(paired, rowOf(1, name))
  t.match(
    paired.one.effects.filter((e) => e.kind === 'fetch-blobs'),
    [{ blobs: [{ name, sizeBytes: 12 }] }],
  )
  t.strictSame(paired.said('sync-compare'), [])
  paired.one.give({ kind: 'blobs-fetched', names: [name], bytes: 12 })
  t.equal(paired.said('sync-compare').length, 1)
  t.equal(paired.said('sync-working').length, 1, 'the primary hears that it goes on')
  paired.say({ type: 'sync-compared', agree: true, vector: [] })
  t.match(eventsOf(paired, 'sync-finished'), [{ blobsReceived: 1, bytesReceived: 14 }])
})

t.test('SYN-05: recordings that cannot be fetched end the sync with the reason', async (t) => {
  const paired = pulling()
  pulled(paired, rowOf(1, name))
  paired.one.give({ kind: 'blobs-failed', reason: 'the disk is full' })
  t.match(paired.one.status().sync, { lastResult: 'failed', lastReason: 'the disk is full' })
})

t.test('SYN-05: a sync that a lost link interrupts goes on when it is back', async (t) => {
  const paired = pulling()
  paired.one.give({ kind: 'link-down', link: paired.link, reason: 'the cable' })
  t.match(paired.one.status().sync, { lastResult: 'failed', lastReason: 'interrupted: the cable' })
  paired.link = paired.accept()
  const { relationship } = paired
  const hello = { ...paired.identity('primary', 1), relationship, vector: [] }
  paired.say({ type: 'hello', ...hello })
  t.match(
    paired.said('sync-begin').map((m) => m.type === 'sync-begin' && m.trigger),
    ['operator', 'operator'],
  )
})

t.test(
  'SYN-05: a primary compares what it holds, and notes the sync where they agree',
  async (t) => {
    const paired = PairedAppliance.primary()
    const samples = { sessions: 2, recordings: 0, recordingBytes: 1, seed: 's' }
    paired.one.invoke('load-sample-data', samples)
    const vector = [...paired.one.store.logs.heads()]
    paired.say({ type: 'sync-compare', vector: vector.map((h) => ({ ...h, digest: emptyDigest })) })
    t.match(paired.said('sync-compared').at(-1), { agree: false }, 'as many, and other ones')
    t.match(paired.one.status().sync, { lastResult: 'never' })
    paired.say({ type: 'sync-compare', vector })
    t.match(paired.said('sync-compared').at(-1), { agree: true })
    t.match(paired.one.status().sync, { lastResult: 'success' })
  },
)

t.test('SYN-05: a comparison that is answered before it is asked for proves nothing', async (t) => {
  const paired = pulling()
  paired.say({ type: 'sync-compared', agree: true, vector: [] })
  t.equal(paired.one.status().sync.state, 'running')
  t.strictSame(eventsOf(paired, 'sync-finished'), [])
})

t.test('FO-08: how far a sync has come is told once a second', async (t) => {
  const paired = pulling()
  const rows = (seq: number) =>
    paired.say({ type: 'rows', pull: 1, origin, legacy: false, rows: [rowOf(seq)] })
  rows(1)
  t.strictSame(eventsOf(paired, 'sync-progress'), [])
  paired.one.pass(1_000)
  rows(2)
  rows(3)
  t.match(eventsOf(paired, 'sync-progress'), [{ records: 2, bytes: 4, blobs: 0 }])
})

t.test('FO-10: the swap goes on when its sync has agreed, and not before', async (t) => {
  const paired = PairedAppliance.backup()
  paired.say({ type: 'swap-prepare', syncFirst: true })
  paired.say({ type: 'sync-settings', revision: 1, settings: [], vector: [], recordsTaken: 0 })
  for (let minute = 0; minute < 3; minute++) {
    paired.passProbed(50_000)
    paired.say({ type: 'sync-working' })
  }
  t.equal(paired.one.status().state, 'swapping', 'a sync that goes on is waited for')
  pulled(paired)
  t.strictSame(paired.said('swap-ready'), [])
  paired.say({ type: 'sync-compared', agree: true, vector: [] })
  t.equal(paired.said('swap-ready').length, 1)
})

t.test('SYN-05: a pull that goes on where none was closes the link', async (t) => {
  const paired = PairedAppliance.primary()
  paired.say({ type: 'pull', pull: 2, vector: null, budgetBytes: 1_000 })
  const closed = paired.one.effects.flatMap((e) => (e.kind === 'close-link' ? [e] : []))
  t.match(closed.at(-1), { link: paired.link, reason: /goes on where none was/ })
  t.strictSame(paired.said('pull-end'), [])
})

t.test('FO-07: data flow from a primary only', async (t) => {
  const paired = PairedAppliance.backup()
  const begin = { settingsRevision: 0, jumpClientsRevision: 0, trigger: 'interval' }
  paired.say({ type: 'sync-begin', vector: [], ...begin })
  t.match(paired.said('sync-refused'), [{ code: 'wrong-role', message: /sync.*primary.*a/ }])
})
