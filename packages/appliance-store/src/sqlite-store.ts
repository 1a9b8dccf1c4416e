import type { Store, Totals } from '@understudy/appliance-core'
import type { Database } from 'better-sqlite3'
import { ActiveSessions } from './active-sessions.ts'
import { Blobs } from './blobs.ts'
import { Counters } from './counters.ts'
import { History } from './history.ts'
import { JumpClients } from './jump-clients.ts'
import { Logs } from './logs.ts'
import { openInMemory } from './open-database.ts'
import { emptyAll } from './schema.ts'
import { Sessions } from './sessions.ts'
import { Settings } from './settings.ts'
import { Transaction } from './transaction.ts'
import { Values } from './values.ts'

/** The store port over one SQLite file: one class per group, on one transaction. Statements are prepared once. */
export class SqliteStore implements Store {
  readonly #db: Database
  readonly #transaction: Transaction
  readonly #counters: Counters
  readonly values: Values
  readonly settings: Settings
  readonly logs: Logs
  readonly sessions: Sessions
  readonly activeSessions: ActiveSessions
  readonly history: History
  readonly jumpClients: JumpClients
  readonly blobs: Blobs

  constructor(db: Database) {
    this.#db = db
    this.#transaction = new Transaction(db)
    this.#counters = new Counters(this.#transaction)
    this.values = new Values(this.#transaction)
    this.settings = new Settings(this.#transaction, this.#counters)
    this.logs = new Logs(this.#transaction)
    this.blobs = new Blobs(this.#transaction, this.#counters)
    this.sessions = new Sessions(this.#transaction, this.#counters, this.logs, this.blobs)
    this.activeSessions = new ActiveSessions(this.#transaction)
    this.history = new History(this.#transaction)
    this.jumpClients = new JumpClients(this.#transaction)
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

  wipe(): void {
    this.#transaction.write()
    this.#db.exec(emptyAll)
    this.#transaction.reload()
  }

  totals(): Totals {
    const { sessions, recordings, recordedBytes, blobsMissing, settings } = this.#counters.values
    return { sessions, recordings, recordedBytes, blobsMissing, settings }
  }

  /** Another store with the same content, in memory. Only between transactions. */
  copy(): SqliteStore {
    return new SqliteStore(openInMemory(this.#db.serialize()))
  }

  close(): void {
    if (!this.#db.open) return
    this.#transaction.rollback()
    this.#db.close()
  }
}
