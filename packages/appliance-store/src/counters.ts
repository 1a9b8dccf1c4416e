import type { Statement } from 'better-sqlite3'
import type { Cache, Transaction } from './transaction.ts'

export interface CounterValues {
  sessions: number
  recordings: number
  recordedBytes: number
  blobsMissing: number
  settings: number
  greatestLseq: number
}

/** Totals that are slow to count, so they are held in memory and written once a transaction. */
export class Counters implements Cache {
  readonly #load: Statement
  readonly #save: Statement
  readonly #transaction: Transaction
  #values: CounterValues
  #changed = false

  constructor(transaction: Transaction) {
    this.#transaction = transaction
    this.#load = transaction.db.prepare('SELECT * FROM counters WHERE id = 1')
    this.#save = transaction.db.prepare(
      `UPDATE counters SET sessions = ?, recordings = ?, recorded_bytes = ?, blobs_missing = ?,
       settings = ?, greatest_lseq = ? WHERE id = 1`,
    )
    this.#values = this.#read()
    transaction.attach(this)
  }

  get values(): Readonly<CounterValues> {
    return this.#values
  }

  /** The values, for a caller that writes. */
  change(): CounterValues {
    this.#transaction.write()
    this.#changed = true
    return this.#values
  }

  /** Takes the value read from the rows; written with the next change. */
  learnGreatestLseq(greatestLseq: number): void {
    this.#values.greatestLseq = greatestLseq
  }

  flush(): void {
    if (!this.#changed) return
    const v = this.#values
    this.#save.run(
      v.sessions,
      v.recordings,
      v.recordedBytes,
      v.blobsMissing,
      v.settings,
      v.greatestLseq,
    )
    this.#changed = false
  }

  reload(): void {
    this.#values = this.#read()
    this.#changed = false
  }

  #read(): CounterValues {
    const row = this.#load.get() as Record<string, number>
    const at = (column: string): number => row[column] as number
    return {
      sessions: at('sessions'),
      recordings: at('recordings'),
      recordedBytes: at('recorded_bytes'),
      blobsMissing: at('blobs_missing'),
      settings: at('settings'),
      greatestLseq: at('greatest_lseq'),
    }
  }
}
