import type { ValueStore } from '@understudy/appliance-core'
import type { Statement } from 'better-sqlite3'
import type { Transaction } from './transaction.ts'

/** Small named values of the core. */
export class Values implements ValueStore {
  readonly #transaction: Transaction
  readonly #get: Statement
  readonly #put: Statement
  readonly #remove: Statement

  constructor(transaction: Transaction) {
    const { db } = transaction
    this.#transaction = transaction
    this.#get = db.prepare('SELECT value FROM meta WHERE key = ?').pluck()
    this.#put = db.prepare(
      'INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    )
    this.#remove = db.prepare('DELETE FROM meta WHERE key = ?')
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
}
