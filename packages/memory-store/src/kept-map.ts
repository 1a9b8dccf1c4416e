import { compareTexts } from './compare-texts.ts'
import type { Transaction } from './transaction.ts'

/** Values by name. Values are never changed, only replaced. Copies share one map until one of them writes. */
export class KeptMap<V extends object | string> {
  readonly #transaction: Transaction
  #entries = new Map<string, V>()
  #isShared = false
  /** Null = a name has come or gone since. */
  #sorted: readonly string[] | null = null

  constructor(transaction: Transaction) {
    this.#transaction = transaction
  }

  get size(): number {
    return this.#entries.size
  }

  get(name: string): V | undefined {
    return this.#entries.get(name)
  }

  /** In no order that is promised. */
  values(): Iterable<V> {
    return this.#entries.values()
  }

  /** Sorted by name. */
  names(): readonly string[] {
    this.#sorted ??= [...this.#entries.keys()].sort(compareTexts)
    return this.#sorted
  }

  /** The first values by name for which that holds, of those after a name. */
  after(name: string, limit: number, holds: (value: V) => boolean = () => true): V[] {
    const found: V[] = []
    const names = this.names()
    for (let at = firstAfter(names, name); at < names.length && found.length < limit; at++) {
      const value = this.#entries.get(names[at] as string) as V
      if (holds(value)) found.push(value)
    }
    return found
  }

  put(name: string, value: V): void {
    const before = this.#entries.get(name)
    this.#transaction.note(() => this.#replace(name, before))
    this.#own()
    this.#replace(name, value)
  }

  /** Answers what was there. */
  remove(name: string): V | undefined {
    const before = this.#entries.get(name)
    if (before === undefined) return undefined
    this.#transaction.note(() => this.#replace(name, before))
    this.#own()
    this.#replace(name, undefined)
    return before
  }

  copyFor(transaction: Transaction): KeptMap<V> {
    const copy = new KeptMap<V>(transaction)
    copy.#entries = this.#entries
    copy.#sorted = this.#sorted
    copy.#isShared = true
    this.#isShared = true
    return copy
  }

  #replace(name: string, value: V | undefined): void {
    if (value === undefined || !this.#entries.has(name)) this.#sorted = null
    if (value === undefined) this.#entries.delete(name)
    else this.#entries.set(name, value)
  }

  #own(): void {
    if (this.#isShared) this.#entries = new Map(this.#entries)
    this.#isShared = false
  }
}

/** Where the first name stands that is greater. */
function firstAfter(sorted: readonly string[], name: string): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (compareTexts(sorted[middle] as string, name) > 0) high = middle
    else low = middle + 1
  }
  return low
}
