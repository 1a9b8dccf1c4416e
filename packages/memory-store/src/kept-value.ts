import type { Transaction } from './transaction.ts'

/** One value that is never changed itself, only replaced; a rollback brings the former one back. */
export class KeptValue<T> {
  readonly #transaction: Transaction
  #value: T

  constructor(transaction: Transaction, value: T) {
    this.#transaction = transaction
    this.#value = value
  }

  get value(): T {
    return this.#value
  }

  put(value: T): void {
    const before = this.#value
    this.#transaction.note(() => {
      this.#value = before
    })
    this.#value = value
  }
}
