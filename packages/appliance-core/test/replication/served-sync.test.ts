import { emptyDigest, type RowTuple, type UnstampedLinkMessage } from '@understudy/shared'
import t from 'tap'
import { PairedAppliance } from '../support/paired-appliance.ts'

const head = { origin: 'b'.repeat(32), legacy: false, lastSeq: 2, bytes: 20, digest: emptyDigest }

const begin: Extract<UnstampedLinkMessage, { type: 'sync-begin' }> = {
  type: 'sync-begin',
  vector: [],
  settingsRevision: 0,
  jumpClientsRevision: 0,
  trigger: 'interval',
}

t.test('SYN-03: a primary first pulls what only its backup has', async (t) => {
  const paired = PairedAppliance.primary()
  paired.say({ ...begin, vector: [head] })
  t.match(paired.said('pull'), [{ pull: 1, vector: [] }])
  t.strictSame(paired.said('sync-settings'), [], 'the backup waits meanwhile')
  paired.say({ type: 'pull-end', pull: 1, more: false, vector: [] })
  t.equal(paired.said('sync-settings').length, 1)
})

t.test('SYN-04: what the backup recorded before 10.6 is not asked for', async (t) => {
  const paired = PairedAppliance.primary({ version: '10.5.2' })
  paired.say({ ...begin, vector: [{ ...head, legacy: true }] })
  t.strictSame(paired.said('pull'), [])
  t.equal(paired.said('sync-settings').length, 1)
})

t.test(
  'SYN-03: a pull says what the primary has, and claims the logs that do not merge',
  async (t) => {
    const paired = PairedAppliance.primary()
    const samples = { sessions: 3, recordings: 0, recordingBytes: 1, seed: 's' }
    paired.one.invoke('load-sample-data', samples)
    const legacy = { ...head, legacy: true }
    paired.say({ ...begin, vector: [head, legacy] })
    const [own] = paired.one.store.logs.heads()
    t.match(own, { lastSeq: 3 })
    t.match(paired.said('pull'), [{ vector: [own, legacy] }])
  },
)

t.test('SYN-05: settings that the backup has are not sent again', async (t) => {
  const paired = PairedAppliance.primary()
  paired.one.invoke('set-setting', { key: 'motd', value: 'hello' })
  paired.say(begin)
  const [sent] = paired.said('sync-settings')
  t.match(sent, { settings: [['motd', 'hello']] })
  const revision = sent?.type === 'sync-settings' ? sent.revision : 0
  paired.say({ ...begin, settingsRevision: revision })
  t.match(paired.said('sync-settings').at(-1), { settings: null, revision })
})

t.test(
  'SYN-05: a pull is answered with the rows that are missing, as far as its budget goes',
  async (t) => {
    const paired = PairedAppliance.primary()
    const input = { sessions: 20, recordings: 0, recordingBytes: 1, seed: 's' }
    paired.one.invoke('load-sample-data', input)
    const rowsOf = (pull: number): readonly number[] =>
      paired
        .said('rows')
        .flatMap((m) => (m.type === 'rows' && m.pull === pull ? m.rows.map(([seq]) => seq) : []))
    paired.say({ type: 'pull', pull: 1, vector: [], budgetBytes: 1 })
    t.strictSame(rowsOf(1), [1], 'one row goes, however large')
    t.match(paired.said('pull-end'), [{ pull: 1, more: true }])
    paired.say({ type: 'pull', pull: 2, vector: null, budgetBytes: 1_000_000 })
    t.strictSame(
      rowsOf(2),
      Array.from({ length: 19 }, (_, i) => i + 2),
      'and the next goes on where it ended',
    )
    t.match(paired.said('pull-end').at(-1), { pull: 2, more: false })
  },
)

const name = 'f'.repeat(64)

/** A primary that has taken a record of its backup and waits for its recording. */
function fetching(): PairedAppliance {
  const paired = PairedAppliance.primary()
  const vector = [{ ...head, lastSeq: 1 }]
  paired.say({ ...begin, vector })
  const row: RowTuple = [1, '1'.repeat(32), 1, 'key', 1_000, 2_000, '{}', name, 12]
  paired.say({ type: 'rows', pull: 1, origin: head.origin, legacy: false, rows: [row] })
  paired.say({ type: 'pull-end', pull: 1, more: false, vector })
  return paired
}

t.test('SYN-03: the recordings of what is taken come before the backup goes on', async (t) => {
  const paired = fetching()
  t.match(
    paired.one.effects.filter((e) => e.kind === 'fetch-blobs'),
    [{ blobs: [{ name, sizeBytes: 12 }] }],
  )
  t.strictSame(paired.said('sync-settings'), [])
  paired.one.give({ kind: 'blobs-fetched', names: [name], bytes: 12 })
  t.match(paired.said('sync-settings'), [{ recordsTaken: 1 }])
  paired.one.give({ kind: 'blobs-fetched', names: [name], bytes: 12 })
  t.equal(paired.said('sync-settings').length, 1, 'what comes later is no part of it')
})

t.test('SYN-05: recordings that the backup no longer has do not stop its sync', async (t) => {
  const paired = fetching()
  paired.one.give({ kind: 'blobs-failed', reason: 'they are gone' })
  t.match(paired.said('sync-settings'), [{ recordsTaken: 1 }])
  t.match(paired.codesOf('alert'), ['recordings-missing'])
})

t.test('SYN-05: one pull brings rows of every log that is missing', async (t) => {
  const paired = fetching()
  const samples = { sessions: 2, recordings: 0, recordingBytes: 1, seed: 's' }
  paired.one.invoke('load-sample-data', samples)
  paired.say({ type: 'pull', pull: 9, vector: [], budgetBytes: 1_000_000 })
  t.match(
    paired.said('rows').map((m) => m.type === 'rows' && [m.origin, m.rows.length]),
    [
      ['a'.repeat(32), 2],
      ['b'.repeat(32), 1],
    ],
  )
  t.match(paired.said('pull-end'), [{ pull: 9, more: false }])
})

t.test('SYN-01: the whole list of Jump Clients goes, in as many frames as it takes', async (t) => {
  const paired = PairedAppliance.primary()
  const { store } = paired.one
  const pc = { kind: 'jump-client', mode: 'active', version: '11.1.0', lastCheckInMs: 1 } as const
  store.begin()
  for (let i = 0; i < 2_001; i++) store.jumpClients.put([{ ...pc, name: `pc-${i}` }])
  store.commit()
  paired.say(begin)
  const frames = paired.said('jump-clients').flatMap((m) => ('rows' in m ? [m.rows.length] : []))
  t.strictSame(frames, [2_000, 1])
})
