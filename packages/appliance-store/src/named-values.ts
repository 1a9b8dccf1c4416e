import type { StoredSetting } from '@understudy/appliance-core'
import type { Statement } from 'better-sqlite3'
import type { Counters } from './counters.ts'
import type { Transaction } from './transaction.ts'

/** Small named values of the core, the site's settings, and the sessions in progress. */
export class NamedValues {
  readonly #transaction: Transaction
  readonly #counters: Counters
  readonly #get: Statement
  readonly #put: Statement
  readonly #remove: Statement
  readonly #settings: Statement
  readonly #setting: Statement
  readonly #insertSetting: Statement
  readonly #updateSetting: Statement
  readonly #removeSetting: Statement
  readonly #active: Statement
  readonly #putActive: Statement
  readonly #removeActive: Statement

  constructor(transaction: Transaction, counters: Counters) {
    const { db } = transaction
    this.#transaction = transaction
    this.#counters = counters
    this.#get = db.prepare('SELECT value FROM meta WHERE key = ?').pluck()
    this.#put = db.prepare(
      'INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    )
    this.#remove = db.prepare('DELETE FROM meta WHERE key = ?')
    this.#settings = db.prepare('SELECT key, value, revision FROM settings ORDER BY key')
    this.#setting = db.prepare('SELECT key, value, revision FROM settings WHERE key = ?')
    this.#insertSetting = db.prepare('INSERT INTO settings VALUES (?, ?, ?)')
    this.#updateSetting = db.prepare('UPDATE settings SET value = ?, revision = ? WHERE key = ?')
    this.#removeSetting = db.prepare('DELETE FROM settings WHERE key = ?')
    this.#active = db.prepare('SELECT lsid, json FROM active ORDER BY position')
    this.#putActive = db.prepare(
      `INSERT INTO active (lsid, json) VALUES (?, ?)
       ON CONFLICT (lsid) DO UPDATE SET json = excluded.json`,
    )
    this.#removeActive = db.prepare('DELETE FROM active WHERE lsid = ?')
  }

  get(key: string): string | undefined {
    return this.#get.get(key) as string | undefined
  }

  put(key: string, value: string): void {
    this.#transaction.write()
    this.#put.run(key, value)
  }

  remove(key: string): void {
    this.#transaction.write()
    this.#remove.run(key)
  }

  settings(): StoredSetting[] {
    return this.#settings.all() as StoredSetting[]
  }

  setting(key: string): StoredSetting | undefined {
    return this.#setting.get(key) as StoredSetting | undefined
  }

  putSetting({ key, value, revision }: StoredSetting): void {
    this.#transaction.write()
    if (this.#updateSetting.run(value, revision, key).changes > 0) return
    this.#insertSetting.run(key, value, revision)
    this.#counters.change().settings++
  }

  removeSetting(key: string): void {
    this.#transaction.write()
    if (this.#removeSetting.run(key).changes > 0) this.#counters.change().settings--
  }

  activeSessions(): { lsid: string; json: string }[] {
    return this.#active.all() as { lsid: string; json: string }[]
  }

  putActive(lsid: string, json: string): void {
    this.#transaction.write()
    this.#putActive.run(lsid, json)
  }

  removeActive(lsid: string): void {
    this.#transaction.write()
    this.#removeActive.run(lsid)
  }
}
