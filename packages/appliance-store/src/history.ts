import type { HistoryStore } from '@understudy/appliance-core'
import type { Statement } from 'better-sqlite3'
import type { Transaction } from './transaction.ts'

/** The newest entries of the status history; new ones push out old ones. */
export class History implements HistoryStore {
  readonly #transaction: Transaction
  readonly #insert: Statement
  readonly #forget: Statement
  readonly #newest: Statement

  constructor(transaction: Transaction) {
    const { db } = transaction
    this.#transaction = transaction
    this.#insert = db.prepare('INSERT INTO history (at_ms, json) VALUES (?, ?)')
    this.#forget = db.prepare('DELETE FROM history WHERE id <= ?')
    this.#newest = db.prepare('SELECT at_ms AS atMs, json FROM history ORDER BY id DESC LIMIT ?')
  }

  append(atMs: number, json: string, keep: number): void {
    this.#transaction.write()
    const { lastInsertRowid } = this.#insert.run(atMs, json)
    this.#forget.run(Number(lastInsertRowid) - keep)
  }

  newest(limit: number): { atMs: number; json: string }[] {
    return this.#newest.all(limit) as { atMs: number; json: string }[]
  }
}
