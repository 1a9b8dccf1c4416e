import type {
  JumpClient,
  SessionRow,
  Store,
  StoredBlob,
  StoredSetting,
  Totals,
} from '@understudy/appliance-core'
import type { LogHead } from '@understudy/shared'
import type { Database } from 'better-sqlite3'
import { Blobs } from './blobs.ts'
import { Counters } from './counters.ts'
import { History } from './history.ts'
import { JumpClients } from './jump-clients.ts'
import { Logs } from './logs.ts'
import { NamedValues } from './named-values.ts'
import { Sessions } from './sessions.ts'
import { Transaction } from './transaction.ts'

/** The store port over one SQLite file. Every statement is prepared once. */
export class SqliteStore implements Store {
  readonly #db: Database
  readonly #transaction: Transaction
  readonly #counters: Counters
  readonly #logs: Logs
  readonly #blobs: Blobs
  readonly #sessions: Sessions
  readonly #values: NamedValues
  readonly #history: History
  readonly #jumpClients: JumpClients

  constructor(db: Database) {
    this.#db = db
    this.#transaction = new Transaction(db)
    this.#counters = new Counters(this.#transaction)
    this.#logs = new Logs(this.#transaction)
    this.#blobs = new Blobs(this.#transaction, this.#counters)
    this.#sessions = new Sessions(this.#transaction, this.#counters, this.#logs, this.#blobs)
    this.#values = new NamedValues(this.#transaction, this.#counters)
    this.#history = new History(this.#transaction)
    this.#jumpClients = new JumpClients(this.#transaction)
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

  get(key: string): string | undefined {
    return this.#values.get(key)
  }

  put(key: string, value: string): void {
    this.#values.put(key, value)
  }

  remove(key: string): void {
    this.#values.remove(key)
  }

  settings(): readonly StoredSetting[] {
    return this.#values.settings()
  }

  setting(key: string): StoredSetting | undefined {
    return this.#values.setting(key)
  }

  putSetting(setting: StoredSetting): void {
    this.#values.putSetting(setting)
  }

  removeSetting(key: string): void {
    this.#values.removeSetting(key)
  }

  heads(): readonly LogHead[] {
    return this.#logs.heads()
  }

  putHead(head: LogHead): void {
    this.#logs.putHead(head)
  }

  appendSessions(rows: readonly SessionRow[], recordingsPresent: boolean): void {
    this.#sessions.append(rows, recordingsPresent)
  }

  sessionsAfter(
    origin: string,
    legacy: boolean,
    afterSeq: number,
    maxBytes: number,
  ): readonly SessionRow[] {
    return this.#sessions.after(origin, legacy, afterSeq, maxBytes)
  }

  removeSessionsAfter(
    origin: string,
    legacy: boolean,
    afterSeq: number,
    limit: number,
  ): readonly SessionRow[] {
    return this.#sessions.removeAfter(origin, legacy, afterSeq, limit)
  }

  sessionsByLsid(lsid: string): readonly SessionRow[] {
    return this.#sessions.byLsid(lsid)
  }

  sessionsPage(afterCursor: number, limit: number): readonly { cursor: number; row: SessionRow }[] {
    return this.#sessions.page(afterCursor, limit)
  }

  newestSessionAtMs(): number {
    return this.#sessions.maxima().newestMs
  }

  greatestLseq(): number {
    return this.#sessions.maxima().greatestLseq
  }

  appendHistory(atMs: number, json: string, keep: number): void {
    this.#history.append(atMs, json, keep)
  }

  history(limit: number): readonly { atMs: number; json: string }[] {
    return this.#history.newest(limit)
  }

  activeSessions(): readonly { lsid: string; json: string }[] {
    return this.#values.activeSessions()
  }

  putActive(lsid: string, json: string): void {
    this.#values.putActive(lsid, json)
  }

  removeActive(lsid: string): void {
    this.#values.removeActive(lsid)
  }

  putJumpClients(rows: readonly JumpClient[]): void {
    this.#jumpClients.put(rows)
  }

  jumpClientsPage(afterName: string, limit: number): readonly JumpClient[] {
    return this.#jumpClients.page(afterName, limit)
  }

  jumpClientsSince(
    revision: number,
    limit: number,
  ): readonly (JumpClient & { revision: number })[] {
    return this.#jumpClients.since(revision, limit)
  }

  jumpClientsRevision(): number {
    return this.#jumpClients.revision
  }

  missingBlobs(limit: number): readonly StoredBlob[] {
    return this.#blobs.missing(limit)
  }

  markBlobsPresent(names: readonly string[]): void {
    this.#blobs.markPresent(names)
  }

  totals(): Totals {
    const { sessions, recordings, recordedBytes, blobsMissing, settings } = this.#counters.values
    return { sessions, recordings, recordedBytes, blobsMissing, settings }
  }

  close(): void {
    if (!this.#db.open) return
    this.#transaction.rollback()
    this.#db.close()
  }
}
