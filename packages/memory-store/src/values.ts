import type { ValueStore } from '@understudy/appliance-core'
import { KeptMap } from './kept-map.ts'
import type { Transaction } from './transaction.ts'

/** Small named values of the core. */
export class Values implements ValueStore {
  readonly #values: KeptMap<string>

  constructor(transaction: Transaction, from?: Values) {
    this.#values = from === undefined ? new KeptMap(transaction) : from.#values.copyFor(transaction)
  }

  get(key: string): string | undefined {
    return this.#values.get(key)
  }

  put(key: string, value: string): void {
    this.#values.put(key, value)
  }

  remove(key: string): void {
    this.#values.remove(key)
  }
}
