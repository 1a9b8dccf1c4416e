import type { Store, Totals } from '@understudy/appliance-core'
import { assert } from '@understudy/shared'
import { ActiveSessions } from './active-sessions.ts'
import { Blobs } from './blobs.ts'
import { Counters } from './counters.ts'
import { History } from './history.ts'
import { JumpClients } from './jump-clients.ts'
import { Logs } from './logs.ts'
import type { Packing } from './packing.ts'
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
  readonly #packing: Packing | undefined
  #parts: Parts

  /** Empty, or with the content of another one. `packing`: default none, and every row is held as it is. */
  constructor({
    packing,
    from,
  }: { readonly packing?: Packing | undefined; readonly from?: MemoryStore } = {}) {
    this.#packing = packing
    this.#parts = partsOf(this.#transaction, packing, from === undefined ? undefined : from.#parts)
  }

  get values(): Values {
    return this.#parts.values
  }

  get settings(): Settings {
    return this.#parts.settings
  }

  get logs(): Logs {
    return this.#parts.logs
  }

  get sessions(): Sessions {
    return this.#parts.sessions
  }

  get activeSessions(): ActiveSessions {
    return this.#parts.activeSessions
  }

  get history(): History {
    return this.#parts.history
  }

  get jumpClients(): JumpClients {
    return this.#parts.jumpClients
  }

  get blobs(): Blobs {
    return this.#parts.blobs
  }

  wipe(): void {
    const before = this.#parts
    this.#transaction.note(() => {
      this.#parts = before
    })
    this.#parts = partsOf(this.#transaction, this.#packing)
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
    const { sessions, recordings, recordedBytes, blobsMissing } = this.#parts.counters.values
    return { sessions, recordings, recordedBytes, blobsMissing, settings: this.settings.count }
  }

  /**
   * Another store with the same content: what one of them writes from now on the other does not see. Costs no more with
   * more content; the first write of either afterwards copies the part that it writes to. Only between transactions.
   */
  copy(): MemoryStore {
    assert(!this.#transaction.isOpen, 'a store is copied between its transactions')
    return new MemoryStore({ packing: this.#packing, from: this })
  }
}

interface Parts {
  readonly counters: Counters
  readonly values: Values
  readonly settings: Settings
  readonly logs: Logs
  readonly sessions: Sessions
  readonly activeSessions: ActiveSessions
  readonly history: History
  readonly jumpClients: JumpClients
  readonly blobs: Blobs
}

function partsOf(transaction: Transaction, packing: Packing | undefined, from?: Parts): Parts {
  const counters = new Counters(transaction, from?.counters)
  const logs = new Logs(transaction, packing, from?.logs)
  const blobs = new Blobs(transaction, counters, from?.blobs)
  return {
    counters,
    logs,
    blobs,
    values: new Values(transaction, from?.values),
    settings: new Settings(transaction, from?.settings),
    sessions: new Sessions(transaction, { counters, logs, blobs }, from?.sessions),
    activeSessions: new ActiveSessions(transaction, from?.activeSessions),
    history: new History(transaction, from?.history),
    jumpClients: new JumpClients(transaction, from?.jumpClients),
  }
}
