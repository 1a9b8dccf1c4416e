import type { LogStore } from '@understudy/appliance-core'
import type { LogHead } from '@understudy/shared'
import type { Statement } from 'better-sqlite3'
import type { Cache, Transaction } from './transaction.ts'

/**
 * The heads of all logs, and the small number that stands for a log in each session's row. Heads are read much more
 * often than they change: they are held in memory, and changed ones are written once a transaction.
 */
export class Logs implements LogStore, Cache {
  readonly #transaction: Transaction
  readonly #ids = new Map<string, number>()
  /** The current heads; null = to be read. */
  #known: readonly LogHead[] | null = null
  /** By the log's number. */
  readonly #unwritten = new Map<number, LogHead>()
  readonly #find: Statement
  readonly #insert: Statement
  readonly #heads: Statement
  readonly #putHead: Statement
  readonly #originOf: Statement

  constructor(transaction: Transaction) {
    const { db } = transaction
    this.#transaction = transaction
    this.#find = db.prepare('SELECT id FROM logs WHERE origin = ? AND legacy = ?').pluck()
    this.#insert = db.prepare('INSERT INTO logs (origin, legacy) VALUES (?, ?)')
    this.#originOf = db.prepare('SELECT origin, legacy FROM logs WHERE id = ?').raw()
    this.#heads = db
      .prepare(
        `SELECT origin, legacy, last_seq, bytes, digest_high, digest_low FROM logs
         WHERE last_seq IS NOT NULL ORDER BY origin, legacy DESC`,
      )
      .raw()
    this.#putHead = db.prepare(
      'UPDATE logs SET last_seq = ?, bytes = ?, digest_high = ?, digest_low = ? WHERE id = ?',
    )
    transaction.attach(this)
  }

  heads(): readonly LogHead[] {
    this.#known ??= this.#read()
    return this.#known
  }

  #read(): LogHead[] {
    const rows = this.#heads.all() as [string, number, number, number, number, number][]
    return rows.map(([origin, legacy, lastSeq, bytes, high, low]) => ({
      origin,
      legacy: legacy === 1,
      lastSeq,
      bytes,
      digest: { high, low },
    }))
  }

  putHead({ origin, legacy, lastSeq, bytes, digest: { high, low } }: LogHead): void {
    this.#transaction.write()
    const head = { origin, legacy, lastSeq, bytes, digest: { high, low } }
    const id = this.idToWrite(origin, legacy)
    const known = this.heads()
    const at = known.findIndex((h) => h.origin === origin && h.legacy === legacy)
    if (at >= 0) {
      this.#known = known.with(at, head)
      this.#unwritten.set(id, head)
      return
    }
    // The database decides its position among the others.
    this.flush()
    this.#write(id, head)
    this.#known = null
  }

  #write(id: number, { lastSeq, bytes, digest }: LogHead): void {
    this.#putHead.run(lastSeq, bytes, digest.high, digest.low, id)
  }

  /** undefined = no such log. */
  idOf(origin: string, legacy: boolean): number | undefined {
    const key = legacy ? `${origin}!` : origin
    const known = this.#ids.get(key)
    if (known !== undefined) return known
    const id = this.#find.get(origin, legacy ? 1 : 0) as number | undefined
    if (id !== undefined) this.#ids.set(key, id)
    return id
  }

  idToWrite(origin: string, legacy: boolean): number {
    const known = this.idOf(origin, legacy)
    if (known !== undefined) return known
    this.#transaction.write()
    return Number(this.#insert.run(origin, legacy ? 1 : 0).lastInsertRowid)
  }

  logOf(id: number): { origin: string; legacy: boolean } {
    const [origin, legacy] = this.#originOf.get(id) as [string, number]
    return { origin, legacy: legacy === 1 }
  }

  flush(): void {
    for (const [id, head] of this.#unwritten) this.#write(id, head)
    this.#unwritten.clear()
  }

  reload(): void {
    this.#ids.clear()
    this.#unwritten.clear()
    this.#known = null
  }
}
