import type { ActiveSessionStore } from '@understudy/appliance-core'
import { KeptMap } from './kept-map.ts'
import { KeptValue } from './kept-value.ts'
import type { Transaction } from './transaction.ts'

interface ActiveSession {
  readonly lsid: string
  readonly json: string
  /** The how manieth that began here. */
  readonly position: number
}

/** The sessions in progress, in the order in which they began. */
export class ActiveSessions implements ActiveSessionStore {
  readonly #active: KeptMap<ActiveSession>
  readonly #begun: KeptValue<number>

  constructor(transaction: Transaction, from?: ActiveSessions) {
    this.#active = from === undefined ? new KeptMap(transaction) : from.#active.copyFor(transaction)
    this.#begun = new KeptValue(transaction, from === undefined ? 0 : from.#begun.value)
  }

  all(): { lsid: string; json: string }[] {
    return [...this.#active.values()]
      .sort((one, other) => one.position - other.position)
      .map(({ lsid, json }) => ({ lsid, json }))
  }

  put(lsid: string, json: string): void {
    const known = this.#active.get(lsid)
    if (known === undefined) this.#begun.put(this.#begun.value + 1)
    this.#active.put(lsid, { lsid, json, position: known?.position ?? this.#begun.value })
  }

  remove(lsid: string): void {
    this.#active.remove(lsid)
  }
}
