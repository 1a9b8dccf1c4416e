import t from 'tap'
import {
  decodeSessionBegun,
  decodeSessionRecord,
  encodeSessionBegun,
  encodeSessionRecord,
  type SessionBegun,
  type SessionRecord,
  type StoredSession,
} from '../../src/index.ts'

const begun: SessionBegun = {
  lsid: 'e'.repeat(32),
  lseq: 7,
  externalKey: 'k-1',
  customer: 'Ana',
  representative: 'rep-1',
  issue: 'slow',
  startedAtMs: 1_000,
}

const record: SessionRecord = {
  ...begun,
  endedAtMs: 9_000,
  outcome: 'completed',
  reason: '',
  events: [[2_000, 'Chat Message', 'Olá']],
  recording: { name: 'f'.repeat(64), sizeBytes: 100 },
}

t.test('API-01: a record is stored as the same bytes however it was put together', (t) => {
  const stored: StoredSession = {
    lsid: begun.lsid,
    lseq: 7,
    externalKey: 'k-1',
    startedAtMs: 1_000,
    endedAtMs: 9_000,
    body: '{"customer":"Ana","representative":"rep-1","issue":"slow","outcome":"completed","reason":"","events":[[2000,"Chat Message","Olá"]]}',
    recording: 'f'.repeat(64),
    recordingBytes: 100,
  }
  const reversed = Object.fromEntries(Object.entries(record).reverse()) as SessionRecord
  t.same(encodeSessionRecord(record), stored)
  t.same(encodeSessionRecord(reversed), stored)
  t.end()
})

t.test('API-01: what was stored of a session reads back whole', (t) => {
  const cut: SessionRecord = { ...record, outcome: 'cut', reason: 'crash', recording: null }
  for (const one of [record, cut]) t.same(decodeSessionRecord(encodeSessionRecord(one)), one)
  t.same(decodeSessionBegun(encodeSessionBegun(begun)), begun)
  t.end()
})

t.test('SEC-03: a body that is no record is told apart from one, and stops nobody', (t) => {
  const stored = encodeSessionRecord(record)
  const bodies = [
    '',
    '{',
    'null',
    '7',
    '[]',
    '{}',
    stored.body.replace('completed', 'finished'),
    stored.body.replace('[2000,', '["2000",'),
    stored.body.replace('{', '{"team":"x",'),
  ]
  for (const body of bodies) t.equal(decodeSessionRecord({ ...stored, body }), undefined, body)
  const forged = stored.body.replace('{', '{"lsid":"another","lseq":1,')
  t.same(decodeSessionRecord({ ...stored, body: forged }), record, 'the columns count')
  for (const text of ['', 'null', '{}', encodeSessionBegun(begun).replace('7', '-7')])
    t.equal(decodeSessionBegun(text), undefined, text)
  t.end()
})
