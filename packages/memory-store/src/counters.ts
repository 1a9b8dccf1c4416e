import { KeptValue } from './kept-value.ts'
import type { Transaction } from './transaction.ts'

export interface CounterValues {
  readonly sessions: number
  readonly recordings: number
  readonly recordedBytes: number
  readonly blobsMissing: number
}

const none: CounterValues = { sessions: 0, recordings: 0, recordedBytes: 0, blobsMissing: 0 }

/** Totals that would be slow to count. */
export class Counters {
  readonly #values: KeptValue<CounterValues>

  constructor(transaction: Transaction, from?: Counters) {
    this.#values = new KeptValue(transaction, from?.values ?? none)
  }

  get values(): CounterValues {
    return this.#values.value
  }

  /** Each grows by so much. */
  add(by: Partial<CounterValues>): void {
    const { sessions, recordings, recordedBytes, blobsMissing } = this.values
    this.#values.put({
      sessions: sessions + (by.sessions ?? 0),
      recordings: recordings + (by.recordings ?? 0),
      recordedBytes: recordedBytes + (by.recordedBytes ?? 0),
      blobsMissing: blobsMissing + (by.blobsMissing ?? 0),
    })
  }
}
