import type { JumpClient, JumpClientStore } from '@understudy/appliance-core'
import { KeptMap } from './kept-map.ts'
import { KeptValue } from './kept-value.ts'
import type { Transaction } from './transaction.ts'

type Revised = JumpClient & { readonly revision: number }

/** The Jump Clients and Jumpoints that the site knows, and in which order they last changed. */
export class JumpClients implements JumpClientStore {
  readonly #clients: KeptMap<Revised>
  readonly #revision: KeptValue<number>

  constructor(transaction: Transaction, from?: JumpClients) {
    this.#clients =
      from === undefined ? new KeptMap(transaction) : from.#clients.copyFor(transaction)
    this.#revision = new KeptValue(transaction, from === undefined ? 0 : from.#revision.value)
  }

  revision(): number {
    return this.#revision.value
  }

  put(rows: readonly JumpClient[]): void {
    let revision = this.#revision.value
    for (const { name, kind, mode, version, lastCheckInMs } of rows) {
      revision += 1
      this.#clients.put(name, { name, kind, mode, version, lastCheckInMs, revision })
    }
    if (rows.length > 0) this.#revision.put(revision)
  }

  page(afterName: string, limit: number): JumpClient[] {
    return this.#clients.after(afterName, limit).map(({ revision: _, ...client }) => client)
  }

  since(revision: number, limit: number): Revised[] {
    if (revision >= this.#revision.value) return []
    return [...this.#clients.values()]
      .filter((client) => client.revision > revision)
      .sort((one, other) => one.revision - other.revision)
      .slice(0, limit)
  }
}
