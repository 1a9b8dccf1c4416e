import type { HistoryStore } from '@understudy/appliance-core'
import { KeptList } from './kept-list.ts'
import type { Transaction } from './transaction.ts'

interface Entry {
  readonly atMs: number
  readonly json: string
}

/** The newest entries of the status history; older ones go as new ones come. */
export class History implements HistoryStore {
  readonly #entries: KeptList<Entry>

  constructor(transaction: Transaction, from?: History) {
    this.#entries =
      from === undefined ? new KeptList(transaction) : from.#entries.copyFor(transaction)
  }

  append(atMs: number, json: string, keep: number): void {
    this.#entries.push({ atMs, json })
    while (this.#entries.items.length > keep) this.#entries.takeFirst()
  }

  newest(limit: number): Entry[] {
    const { items } = this.#entries
    return items.slice(Math.max(0, items.length - limit)).reverse()
  }
}
