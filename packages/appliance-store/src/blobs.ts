import type { BlobStore, StoredBlob } from '@understudy/appliance-core'
import type { Statement } from 'better-sqlite3'
import type { Counters } from './counters.ts'
import type { Transaction } from './transaction.ts'

/** Which recordings the sessions name, and whether their bytes are here. */
export class Blobs implements BlobStore {
  readonly #transaction: Transaction
  readonly #counters: Counters
  readonly #presence: Statement
  readonly #insert: Statement
  readonly #use: Statement
  readonly #unuse: Statement
  readonly #drop: Statement
  readonly #missing: Statement
  readonly #mark: Statement
  readonly #present: Statement
  readonly #unmark: Statement

  constructor(transaction: Transaction, counters: Counters) {
    const { db } = transaction
    this.#transaction = transaction
    this.#counters = counters
    this.#presence = db.prepare('SELECT present FROM blobs WHERE name = ?').pluck()
    this.#insert = db.prepare('INSERT INTO blobs (name, size, present, uses) VALUES (?, ?, ?, 1)')
    this.#use = db.prepare(
      'UPDATE blobs SET uses = uses + 1, present = max(present, ?) WHERE name = ?',
    )
    this.#unuse = db.prepare('UPDATE blobs SET uses = uses - 1 WHERE name = ?')
    this.#drop = db
      .prepare('DELETE FROM blobs WHERE name = ? AND uses <= 0 RETURNING present')
      .pluck()
    this.#missing = db
      .prepare('SELECT name, size FROM blobs WHERE present = 0 ORDER BY name LIMIT ?')
      .raw()
    this.#mark = db.prepare('UPDATE blobs SET present = 1 WHERE name = ? AND present = 0')
    this.#present = db
      .prepare('SELECT name, size FROM blobs WHERE name > ? AND present = 1 ORDER BY name LIMIT ?')
      .raw()
    this.#unmark = db.prepare('UPDATE blobs SET present = 0 WHERE name = ? AND present = 1')
  }

  /** A session names it. */
  note(name: string, sizeBytes: number, present: boolean): void {
    const before = this.#presence.get(name) as number | undefined
    if (before === undefined) {
      this.#insert.run(name, sizeBytes, present ? 1 : 0)
      if (!present) this.#counters.change().blobsMissing++
      return
    }
    this.#use.run(present ? 1 : 0, name)
    if (before === 0 && present) this.#counters.change().blobsMissing--
  }

  /** A session that named it was removed; a blob nobody names is not missing. */
  forget(name: string): void {
    this.#unuse.run(name)
    if (this.#drop.get(name) === 0) this.#counters.change().blobsMissing--
  }

  missing(limit: number): StoredBlob[] {
    const rows = this.#missing.all(limit) as [string, number][]
    return rows.map(([name, sizeBytes]) => ({ name, sizeBytes, present: false }))
  }

  markPresent(names: readonly string[]): void {
    this.#transaction.write()
    let changes = 0
    for (const name of names) changes += this.#mark.run(name).changes
    if (changes > 0) this.#counters.change().blobsMissing -= changes
  }

  present(afterName: string, limit: number): StoredBlob[] {
    const rows = this.#present.all(afterName, limit) as [string, number][]
    return rows.map(([name, sizeBytes]) => ({ name, sizeBytes, present: true }))
  }

  markMissing(names: readonly string[]): number {
    if (names.length === 0) return 0
    this.#transaction.write()
    let changes = 0
    for (const name of names) changes += this.#unmark.run(name).changes
    if (changes > 0) this.#counters.change().blobsMissing += changes
    return changes
  }
}
