import type { ActiveSessionStore } from '@understudy/appliance-core'
import type { Statement } from 'better-sqlite3'
import type { Transaction } from './transaction.ts'

/** The sessions in progress, in the order they began. */
export class ActiveSessions implements ActiveSessionStore {
  readonly #transaction: Transaction
  readonly #all: Statement
  readonly #put: Statement
  readonly #remove: Statement

  constructor(transaction: Transaction) {
    const { db } = transaction
    this.#transaction = transaction
    this.#all = db.prepare('SELECT lsid, json FROM active ORDER BY position')
    this.#put = db.prepare(
      `INSERT INTO active (lsid, json) VALUES (?, ?)
       ON CONFLICT (lsid) DO UPDATE SET json = excluded.json`,
    )
    this.#remove = db.prepare('DELETE FROM active WHERE lsid = ?')
  }

  all(): { lsid: string; json: string }[] {
    return this.#all.all() as { lsid: string; json: string }[]
  }

  put(lsid: string, json: string): void {
    this.#transaction.write()
    this.#put.run(lsid, json)
  }

  remove(lsid: string): void {
    this.#transaction.write()
    this.#remove.run(lsid)
  }
}
