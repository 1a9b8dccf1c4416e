import type { SessionRow, SessionStore } from '@understudy/appliance-core'
import { assert } from '@understudy/shared'
import type { Blobs } from './blobs.ts'
import type { Counters } from './counters.ts'
import { KeptValue } from './kept-value.ts'
import type { Logs } from './logs.ts'
import type { SessionRows } from './session-rows.ts'
import type { Transaction } from './transaction.ts'

/** A cursor is the number of the log, from 1, times this, plus the sequence number. */
const placesPerLog = 2 ** 40

/** The sessions of all logs. */
export class Sessions implements SessionStore {
  readonly #transaction: Transaction
  readonly #counters: Counters
  readonly #logs: Logs
  readonly #blobs: Blobs
  /** Null = the session that had it was removed: to be looked for when somebody asks. */
  readonly #greatestLseq: KeptValue<number | null>
  /** Of logs without packed pages. Made when somebody asks; sessions that come are added, and when one goes it is no more true. */
  #byLsid: Map<string, Places> | null = null

  constructor(
    transaction: Transaction,
    parts: { readonly counters: Counters; readonly logs: Logs; readonly blobs: Blobs },
    from?: Sessions,
  ) {
    this.#transaction = transaction
    this.#counters = parts.counters
    this.#logs = parts.logs
    this.#blobs = parts.blobs
    this.#greatestLseq = new KeptValue(transaction, from === undefined ? 0 : from.greatestLseq())
  }

  append(rows: readonly SessionRow[], recordingsPresent: boolean): void {
    if (rows.length === 0) return
    this.#transaction.note(this.#forgetLsids)
    let greatestLseq = this.#greatestLseq.value
    let recordings = 0
    let recordedBytes = 0
    for (const row of rows) {
      const log = this.#logs.toWrite(row.origin, row.legacy).rows
      assert(
        row.seq === log.length + 1,
        () => `${row.seq} does not follow ${log.length} in the log of ${row.origin}`,
      )
      const kept = rowOf(row)
      log.push(kept)
      this.#index(kept)
      if (greatestLseq !== null) greatestLseq = Math.max(greatestLseq, row.lseq)
      if (row.recording === '') continue
      recordings += 1
      recordedBytes += row.recordingBytes
      this.#blobs.note(row.recording, row.recordingBytes, recordingsPresent)
    }
    this.#greatestLseq.put(greatestLseq)
    this.#counters.add({ sessions: rows.length, recordings, recordedBytes })
  }

  after(origin: string, legacy: boolean, afterSeq: number, maxBytes: number): SessionRow[] {
    const rows: SessionRow[] = []
    let bytes = 0
    const own = this.#logs.find(origin, legacy)?.rows
    for (let at = afterSeq; at < (own?.length ?? 0); at++) {
      const row = (own as SessionRows).at(at)
      bytes += row.body.length
      if (rows.length > 0 && bytes > maxBytes) break
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
    const own = this.#logs.find(origin, legacy)?.rows.from(afterSeq, toSeq) ?? []
    return [...own].filter((row) => {
      const timeMs = by === 'start' ? row.startedAtMs : row.endedAtMs
      return timeMs >= fromMs && timeMs < toMs
    })
  }

  removeAfter(origin: string, legacy: boolean, afterSeq: number, limit: number): SessionRow[] {
    const log = this.#logs.find(origin, legacy)?.rows
    const removed: SessionRow[] = []
    while (log !== undefined && log.length > afterSeq && removed.length < limit) {
      const row = log.takeLast()
      removed.push(row)
      this.#counters.add({ sessions: -1 })
      if (row.lseq === this.#greatestLseq.value) this.#greatestLseq.put(null)
      if (row.recording === '') continue
      this.#counters.add({ recordings: -1, recordedBytes: -row.recordingBytes })
      this.#blobs.forget(row.recording)
    }
    if (removed.length > 0) {
      this.#transaction.note(this.#forgetLsids)
      this.#forgetLsids()
    }
    return removed
  }

  byLsid(lsid: string): readonly SessionRow[] {
    if (this.#logs.all.some(({ rows }) => rows.isPacked)) {
      this.#byLsid = null
      return this.#logs.all.flatMap(({ rows }) => [...rows.withLsid(lsid)])
    }
    this.#byLsid ??= this.#indexed()
    const places = this.#byLsid.get(lsid) ?? []
    return (typeof places === 'number' ? [places] : places).map((place) => this.#rowAt(place))
  }

  page(afterCursor: number, limit: number): { cursor: number; row: SessionRow }[] {
    const page: { cursor: number; row: SessionRow }[] = []
    const first = Math.max(1, Math.floor(afterCursor / placesPerLog))
    let at = afterCursor % placesPerLog
    for (let number = first; number <= this.#logs.all.length; number++) {
      const rows = this.#logs.all[number - 1]?.rows as SessionRows
      for (; at < rows.length; at++) {
        if (page.length === limit) return page
        const row = rows.at(at)
        page.push({ cursor: number * placesPerLog + row.seq, row })
      }
      at = 0
    }
    return page
  }

  greatestLseq(): number {
    const known = this.#greatestLseq.value
    if (known !== null) return known
    let greatest = 0
    for (const { rows } of this.#logs.all)
      for (const row of rows.from(0)) greatest = Math.max(greatest, row.lseq)
    return greatest
  }

  /** Of several with one LSID the order of the logs counts: who asks next makes the index anew. */
  #index(row: SessionRow): void {
    if (this.#byLsid === null) return
    if (this.#byLsid.has(row.lsid)) this.#byLsid = null
    else this.#byLsid.set(row.lsid, placeOf(this.#logs.numberOf(row.origin, row.legacy), row))
  }

  #indexed(): Map<string, Places> {
    const index = new Map<string, Places>()
    this.#logs.all.forEach(({ rows }, at) => {
      for (const row of rows.from(0)) {
        const others = index.get(row.lsid)
        const place = placeOf(at + 1, row)
        index.set(row.lsid, others === undefined ? place : [others, place].flat())
      }
    })
    return index
  }

  #rowAt(place: number): SessionRow {
    const rows = this.#logs.all[Math.floor(place / placesPerLog) - 1]?.rows
    assert(rows !== undefined, () => `there is no log with the place ${place}`)
    return rows.at((place % placesPerLog) - 1)
  }

  readonly #forgetLsids = (): void => {
    this.#byLsid = null
  }
}

/** Where one session is, or several with one LSID: as cursors. */
type Places = number | readonly number[]

const placeOf = (log: number, { seq }: SessionRow): number => log * placesPerLog + seq

/** What is stored of a row: its fields, so that nobody who gave it can change it. */
const rowOf = (row: SessionRow): SessionRow => ({
  origin: row.origin,
  legacy: row.legacy,
  seq: row.seq,
  lsid: row.lsid,
  lseq: row.lseq,
  externalKey: row.externalKey,
  startedAtMs: row.startedAtMs,
  endedAtMs: row.endedAtMs,
  body: row.body,
  recording: row.recording,
  recordingBytes: row.recordingBytes,
})
