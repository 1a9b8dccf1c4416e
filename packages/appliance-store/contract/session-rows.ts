import type { SessionRow, Store } from '@understudy/appliance-core'
import { inTransaction } from './in-transaction.ts'

export const origin = 'a'.repeat(32)
export const recording = 'f'.repeat(64)

/** A completed session of that origin, at that place in its log. */
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

/** Appends the rows in a transaction of their own. */
export const append = (store: Store, rows: readonly SessionRow[], present = true): void =>
  inTransaction(store, () => store.sessions.append(rows, present))
