import { assert } from '@understudy/shared'
import type { Database, Statement } from 'better-sqlite3'

/** Something that keeps a copy of stored values in memory. */
export interface Cache {
  /** Writes back what changed, before the commit. */
  flush(): void
  /** Forgets what was not committed. */
  reload(): void
}

/**
 * The only transaction. SQLite's own begins with the first write, so a batch that only reads costs no more than its
 * reads: nobody else writes, because the file is locked for this process.
 */
export class Transaction {
  readonly db: Database
  readonly #begin: Statement
  readonly #commit: Statement
  readonly #rollback: Statement
  readonly #caches: Cache[] = []
  #open = false
  #writing = false

  constructor(db: Database) {
    this.db = db
    this.#begin = db.prepare('BEGIN IMMEDIATE')
    this.#commit = db.prepare('COMMIT')
    this.#rollback = db.prepare('ROLLBACK')
  }

  attach(cache: Cache): void {
    this.#caches.push(cache)
  }

  begin(): void {
    assert(!this.#open, 'a transaction of the store is already open')
    this.#open = true
  }

  /** Call it before each write. */
  write(): void {
    if (this.#writing) return
    assert(this.#open, 'the store is written only between begin and commit')
    this.#begin.run()
    this.#writing = true
  }

  commit(): void {
    assert(this.#open, 'there is no transaction to commit')
    if (this.#writing) {
      for (const cache of this.#caches) cache.flush()
      this.#commit.run()
    }
    this.#open = false
    this.#writing = false
  }

  /** What the caches hold is no longer what is stored. */
  reload(): void {
    for (const cache of this.#caches) cache.reload()
  }

  rollback(): void {
    const wrote = this.#writing
    this.#open = false
    this.#writing = false
    if (!wrote) return
    // After some failures (full disk, I/O error) SQLite has already rolled back.
    if (this.db.inTransaction) this.#rollback.run()
    this.reload()
  }
}
