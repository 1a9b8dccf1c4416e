import type { Transaction } from './transaction.ts'

/** Items in their order, taken from either end. Copies share one array until one of them writes. */
export class KeptList<T> {
  readonly #transaction: Transaction
  #items: T[]
  #isShared = false

  constructor(transaction: Transaction, items: T[] = []) {
    this.#transaction = transaction
    this.#items = items
  }

  get items(): readonly T[] {
    return this.#items
  }

  push(item: T): void {
    this.#transaction.note(() => void this.#items.pop())
    this.#own().push(item)
  }

  /** Only where there is one. */
  takeFirst(): T {
    const [item] = this.#items as [T]
    this.#transaction.note(() => void this.#items.unshift(item))
    this.#own().shift()
    return item
  }

  /** Only where there is one. */
  takeLast(): T {
    const item = this.#items.at(-1) as T
    this.#transaction.note(() => void this.#items.push(item))
    this.#own().pop()
    return item
  }

  copyFor(transaction: Transaction): KeptList<T> {
    const copy = new KeptList<T>(transaction, this.#items)
    copy.#isShared = true
    this.#isShared = true
    return copy
  }

  #own(): T[] {
    if (this.#isShared) this.#items = this.#items.slice()
    this.#isShared = false
    return this.#items
  }
}
