import type { SessionRow, SessionStore } from '@understudy/appliance-core'
import { assert } from '@understudy/shared'
import type { Statement } from 'better-sqlite3'
import type { Blobs } from './blobs.ts'
import type { Counters } from './counters.ts'
import type { Logs } from './logs.ts'
import type { Transaction } from './transaction.ts'

const columns =
  'place, lsid, lseq, external_key, started_ms, ended_ms, body, recording, recording_bytes'

/**
 * Stands for a maximum whose row was removed. Sessions are discarded once in a relationship's life (SYN-04); only then,
 * and only if somebody asks, is the table read for the new one.
 */
const unknown = -1

/** Sequence numbers that fit below the log's number; a place is exact up to 8,191 logs. */
const placesPerLog = 2 ** 40

const placeOf = (log: number, seq: number): number => log * placesPerLog + seq

const greater = (maximum: number, value: number): number =>
  maximum === unknown || maximum > value ? maximum : value

type StoredRow = [
  place: number,
  lsid: string,
  lseq: number,
  externalKey: string,
  startedAtMs: number,
  endedAtMs: number,
  body: string,
  recording: string,
  recordingBytes: number,
]

/** The sessions of all logs. */
export class Sessions implements SessionStore {
  readonly #transaction: Transaction
  readonly #counters: Counters
  readonly #logs: Logs
  readonly #blobs: Blobs
  readonly #insert: Statement
  readonly #after: Statement
  readonly #within: Readonly<Record<'start' | 'end', Statement>>
  readonly #newest: Statement
  readonly #remove: Statement
  readonly #byLsid: Statement
  readonly #page: Statement
  readonly #greatestLseq: Statement

  constructor(transaction: Transaction, counters: Counters, logs: Logs, blobs: Blobs) {
    const { db } = transaction
    this.#transaction = transaction
    this.#counters = counters
    this.#logs = logs
    this.#blobs = blobs
    const select = (where: string): Statement =>
      db.prepare(`SELECT ${columns} FROM sessions ${where}`).raw()
    this.#insert = db.prepare(
      `INSERT INTO sessions (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    this.#after = select('WHERE place > ? AND place < ? ORDER BY place')
    const within = (column: string): Statement =>
      select(`WHERE place > ? AND place <= ? AND ${column} >= ? AND ${column} < ? ORDER BY place`)
    this.#within = { start: within('started_ms'), end: within('ended_ms') }
    this.#newest = select('WHERE place > ? AND place < ? ORDER BY place DESC LIMIT ?')
    this.#byLsid = select('WHERE lsid = ? ORDER BY place')
    this.#page = select('WHERE place > ? ORDER BY place LIMIT ?')
    this.#remove = db.prepare('DELETE FROM sessions WHERE place = ?')
    this.#greatestLseq = db.prepare('SELECT ifnull(max(lseq), 0) FROM sessions').pluck()
  }

  append(rows: readonly SessionRow[], recordingsPresent: boolean): void {
    if (rows.length === 0) return
    const counters = this.#counters.change()
    for (const row of rows) {
      this.#insert.run(
        placeOf(this.#logs.idToWrite(row.origin, row.legacy), row.seq),
        row.lsid,
        row.lseq,
        row.externalKey,
        row.startedAtMs,
        row.endedAtMs,
        row.body,
        row.recording,
        row.recordingBytes,
      )
      counters.greatestLseq = greater(counters.greatestLseq, row.lseq)
      if (row.recording !== '') {
        counters.recordings++
        counters.recordedBytes += row.recordingBytes
        this.#blobs.note(row.recording, row.recordingBytes, recordingsPresent)
      }
    }
    counters.sessions += rows.length
  }

  after(origin: string, legacy: boolean, afterSeq: number, maxBytes: number): SessionRow[] {
    const log = this.#logs.idOf(origin, legacy)
    if (log === undefined) return []
    const rows: SessionRow[] = []
    let bytes = 0
    for (const stored of this.#after.iterate(
      placeOf(log, afterSeq),
      placeOf(log + 1, 0),
    ) as Iterable<StoredRow>) {
      const row = rowOf(stored, origin, legacy)
      if (rows.length > 0 && bytes + row.body.length > maxBytes) break
      bytes += row.body.length
      rows.push(row)
    }
    return rows
  }

  within(
    origin: string,
    legacy: boolean,
    { afterSeq, toSeq }: { readonly afterSeq: number; readonly toSeq: number },
    {
      by,
      fromMs,
      toMs,
    }: { readonly by: 'start' | 'end'; readonly fromMs: number; readonly toMs: number },
  ): SessionRow[] {
    const log = this.#logs.idOf(origin, legacy)
    if (log === undefined) return []
    const places = [placeOf(log, afterSeq), placeOf(log, toSeq)]
    const found = this.#within[by].all(...places, fromMs, toMs) as StoredRow[]
    return found.map((stored) => rowOf(stored, origin, legacy))
  }

  removeAfter(origin: string, legacy: boolean, afterSeq: number, limit: number): SessionRow[] {
    const log = this.#logs.idOf(origin, legacy)
    if (log === undefined) return []
    const found = this.#newest.all(
      placeOf(log, afterSeq),
      placeOf(log + 1, 0),
      limit,
    ) as StoredRow[]
    if (found.length === 0) return []
    this.#transaction.write()
    const counters = this.#counters.change()
    const removed = found.map((stored) => {
      const row = rowOf(stored, origin, legacy)
      this.#remove.run(stored[0])
      counters.sessions--
      if (row.recording !== '') {
        counters.recordings--
        counters.recordedBytes -= row.recordingBytes
        this.#blobs.forget(row.recording)
      }
      if (row.lseq === counters.greatestLseq) counters.greatestLseq = unknown
      return row
    })
    assert(counters.sessions >= 0, 'the store counts no fewer than 0 sessions')
    return removed
  }

  byLsid(lsid: string): SessionRow[] {
    return (this.#byLsid.all(lsid) as StoredRow[]).map((stored) => this.#rowOf(stored))
  }

  page(afterCursor: number, limit: number): { cursor: number; row: SessionRow }[] {
    const stored = this.#page.all(afterCursor, limit) as StoredRow[]
    return stored.map((row) => ({ cursor: row[0], row: this.#rowOf(row) }))
  }

  greatestLseq(): number {
    const known = this.#counters.values.greatestLseq
    if (known !== unknown) return known
    const found = this.#greatestLseq.get() as number
    this.#counters.learnGreatestLseq(found)
    return found
  }

  #rowOf(stored: StoredRow): SessionRow {
    const { origin, legacy } = this.#logs.logOf(Math.floor(stored[0] / placesPerLog))
    return rowOf(stored, origin, legacy)
  }
}

function rowOf(stored: StoredRow, origin: string, legacy: boolean): SessionRow {
  return {
    origin,
    legacy,
    seq: stored[0] % placesPerLog,
    lsid: stored[1],
    lseq: stored[2],
    externalKey: stored[3],
    startedAtMs: stored[4],
    endedAtMs: stored[5],
    body: stored[6],
    recording: stored[7],
    recordingBytes: stored[8],
  }
}
