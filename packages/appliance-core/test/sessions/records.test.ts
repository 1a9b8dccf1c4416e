import { decodeSessionRecord, type SessionRecord } from '@understudy/shared'
import t from 'tap'
import { OneAppliance } from '../support/one-appliance.ts'

const recording = { name: 'f'.repeat(64), sizeBytes: 12 }

/** One session with all that can happen in it, begun. */
function inSession(a: OneAppliance): { readonly console: string; readonly lsid: string } {
  const console = a.hello('console', 'ana')
  const customer = a.hello('customer', 'c')
  a.say(customer, { type: 'request-session', externalKey: 'k', customer: 'Rui', issue: 'slow' })
  const joined = a.told(console).at(-1)
  if (joined?.type !== 'session-joined') throw new Error('no session')
  const { lsid } = joined
  a.say(console, { type: 'session-event', lsid, event: 'Chat Message', body: 'Olá' })
  a.say(console, { type: 'recording', lsid, blob: recording })
  return { console, lsid }
}

const recordsIn = (a: OneAppliance): readonly (SessionRecord | undefined)[] =>
  a.store.sessions.page(0, 10).map(({ row }) => decodeSessionRecord(row))

t.test('CLI-07: the stored record says all that happened in its session', async (t) => {
  const a = new OneAppliance()
  const { console, lsid } = inSession(a)
  const startedAtMs = a.nowMs
  a.pass(5_000)
  a.say(console, { type: 'end-session', lsid })
  t.same(recordsIn(a), [
    {
      lsid,
      lseq: 1,
      externalKey: 'k',
      customer: 'Rui',
      representative: 'ana',
      issue: 'slow',
      startedAtMs,
      endedAtMs: startedAtMs + 5_000,
      outcome: 'completed',
      reason: '',
      events: [[startedAtMs, 'Chat Message', 'Olá']],
      recording,
    },
  ])
})

t.test('CLI-07: after a crash the record says who was cut, and why', async (t) => {
  const before = new OneAppliance()
  const { lsid } = inSession(before)
  const after = new OneAppliance({}, '11.1.0', before.store)
  t.match(recordsIn(after), [
    {
      lsid,
      customer: 'Rui',
      representative: 'ana',
      issue: 'slow',
      outcome: 'cut',
      reason: 'the appliance was interrupted',
      events: [],
      recording: null,
    },
  ])
  t.same(after.store.activeSessions.all(), [])
})

t.test('API-01: sample sessions are records as others are', async (t) => {
  const a = new OneAppliance()
  const input = { sessions: 3, recordings: 0, recordingBytes: 1, sessionBytes: 500, seed: 's' }
  t.match(a.invoke('load-sample-data', input), { ok: true })
  const records = recordsIn(a)
  t.equal(records.length, 3)
  for (const record of records) t.match(record, { outcome: 'completed', events: [{ length: 3 }] })
})
