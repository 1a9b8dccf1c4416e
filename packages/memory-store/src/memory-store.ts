import type { Store, Totals } from '@understudy/appliance-core'
import { assert } from '@understudy/shared'
import { ActiveSessions } from './active-sessions.ts'
import { Blobs } from './blobs.ts'
import { Counters } from './counters.ts'
import { History } from './history.ts'
import { JumpClients } from './jump-clients.ts'
import { Logs } from './logs.ts'
import { Sessions } from './sessions.ts'
import { Settings } from './settings.ts'
import { Transaction } from './transaction.ts'
import { Values } from './values.ts'

/**
 * The store port over plain data. What a commit has answered is on the virtual disk; a crash or a loss of power loses the
 * transaction that is open, whole, as `rollback` does, and nothing else (SYN-06).
 */
export class MemoryStore implements Store {
  readonly #transaction = new Transaction()
  readonly #counters: Counters
  readonly values: Values
  readonly settings: Settings
  readonly logs: Logs
  readonly sessions: Sessions
  readonly activeSessions: ActiveSessions
  readonly history: History
  readonly jumpClients: JumpClients
  readonly blobs: Blobs

  /** Empty, or with the content of another one. */
  constructor(from?: MemoryStore) {
    const transaction = this.#transaction
    const counters = new Counters(transaction, from === undefined ? undefined : from.#counters)
    this.#counters = counters
    this.values = new Values(transaction, from?.values)
    this.settings = new Settings(transaction, from?.settings)
    this.logs = new Logs(transaction, from?.logs)
    this.blobs = new Blobs(transaction, counters, from?.blobs)
    const { logs, blobs } = this
    this.sessions = new Sessions(transaction, { counters, logs, blobs }, from?.sessions)
    this.activeSessions = new ActiveSessions(transaction, from?.activeSessions)
    this.history = new History(transaction, from?.history)
    this.jumpClients = new JumpClients(transaction, from?.jumpClients)
  }

  begin(): void {
    this.#transaction.begin()
  }

  commit(): void {
    this.#transaction.commit()
  }

  rollback(): void {
    this.#transaction.rollback()
  }

  totals(): Totals {
    const { sessions, recordings, recordedBytes, blobsMissing } = this.#counters.values
    return { sessions, recordings, recordedBytes, blobsMissing, settings: this.settings.count }
  }

  /**
   * Another store with the same content: what one of them writes from now on the other does not see. Costs no more with
   * more content; the first write of either afterwards copies the part that it writes to. Only between transactions.
   */
  copy(): MemoryStore {
    assert(!this.#transaction.isOpen, 'a store is copied between its transactions')
    return new MemoryStore(this)
  }
}
