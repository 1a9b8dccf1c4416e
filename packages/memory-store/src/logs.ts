import type { LogStore } from '@understudy/appliance-core'
import type { LogHead } from '@understudy/shared'
import { compareTexts } from './compare-texts.ts'
import { KeptList } from './kept-list.ts'
import { KeptValue } from './kept-value.ts'
import type { Packing } from './packing.ts'
import { SessionRows } from './session-rows.ts'
import type { Transaction } from './transaction.ts'

/** One log: the row of sequence number n stands at n - 1. */
export interface Log {
  readonly origin: string
  readonly legacy: boolean
  readonly rows: SessionRows
  /** Null until it is put. */
  readonly head: KeptValue<LogHead | null>
}

/** All logs, in the order in which they were first written. */
export class Logs implements LogStore {
  readonly #transaction: Transaction
  readonly #packing: Packing | undefined
  readonly #logs: KeptList<Log>
  /** Null = one was put since. */
  #heads: readonly LogHead[] | null = null

  constructor(transaction: Transaction, packing: Packing | undefined, from?: Logs) {
    this.#transaction = transaction
    this.#packing = packing
    this.#logs = new KeptList(
      transaction,
      from?.all.map((log) => copyOf(log, transaction)),
    )
  }

  get all(): readonly Log[] {
    return this.#logs.items
  }

  heads(): readonly LogHead[] {
    this.#heads ??= this.all.flatMap(({ head }) => head.value ?? []).sort(compareHeads)
    return this.#heads
  }

  putHead({ origin, legacy, lastSeq, bytes, digest }: LogHead): void {
    const log = this.toWrite(origin, legacy)
    const head: LogHead = { origin, legacy, lastSeq, bytes, digest }
    const before = log.head.value
    this.#transaction.note(this.#forgetHeads)
    // With each session: the order stays, and only this one is another.
    this.#heads =
      before === null ? null : (this.#heads?.map((one) => (one === before ? head : one)) ?? null)
    log.head.put(head)
  }

  /** undefined = no such log. There are few: an appliance's own and its peers'. */
  find(origin: string, legacy: boolean): Log | undefined {
    return this.all.find((log) => log.origin === origin && log.legacy === legacy)
  }

  /** From 1. Only of a log that there is. */
  numberOf(origin: string, legacy: boolean): number {
    return this.all.findIndex((log) => log.origin === origin && log.legacy === legacy) + 1
  }

  toWrite(origin: string, legacy: boolean): Log {
    const known = this.find(origin, legacy)
    if (known !== undefined) return known
    const log: Log = {
      origin,
      legacy,
      rows: new SessionRows(this.#transaction, this.#packing),
      head: new KeptValue<LogHead | null>(this.#transaction, null),
    }
    this.#logs.push(log)
    return log
  }

  readonly #forgetHeads = (): void => {
    this.#heads = null
  }
}

const copyOf = ({ origin, legacy, rows, head }: Log, transaction: Transaction): Log => ({
  origin,
  legacy,
  rows: rows.copyFor(transaction),
  head: new KeptValue(transaction, head.value),
})

const compareHeads = (one: LogHead, other: LogHead): number =>
  compareTexts(one.origin, other.origin) || Number(other.legacy) - Number(one.legacy)
