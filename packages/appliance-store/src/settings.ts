import type { SettingStore, StoredSetting } from '@understudy/appliance-core'
import type { Statement } from 'better-sqlite3'
import type { Counters } from './counters.ts'
import type { Transaction } from './transaction.ts'

/** The site's settings and their count. */
export class Settings implements SettingStore {
  readonly #transaction: Transaction
  readonly #counters: Counters
  readonly #all: Statement
  readonly #get: Statement
  readonly #insert: Statement
  readonly #update: Statement
  readonly #remove: Statement

  constructor(transaction: Transaction, counters: Counters) {
    const { db } = transaction
    this.#transaction = transaction
    this.#counters = counters
    this.#all = db.prepare('SELECT key, value, revision FROM settings ORDER BY key')
    this.#get = db.prepare('SELECT key, value, revision FROM settings WHERE key = ?')
    this.#insert = db.prepare('INSERT INTO settings VALUES (?, ?, ?)')
    this.#update = db.prepare('UPDATE settings SET value = ?, revision = ? WHERE key = ?')
    this.#remove = db.prepare('DELETE FROM settings WHERE key = ?')
  }

  all(): StoredSetting[] {
    return this.#all.all() as StoredSetting[]
  }

  get(key: string): StoredSetting | undefined {
    return this.#get.get(key) as StoredSetting | undefined
  }

  put({ key, value, revision }: StoredSetting): void {
    this.#transaction.write()
    if (this.#update.run(value, revision, key).changes > 0) return
    this.#insert.run(key, value, revision)
    this.#counters.change().settings++
  }

  remove(key: string): void {
    this.#transaction.write()
    if (this.#remove.run(key).changes > 0) this.#counters.change().settings--
  }
}
