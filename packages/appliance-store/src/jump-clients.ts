import type { JumpClient, JumpClientStore } from '@understudy/appliance-core'
import type { Statement } from 'better-sqlite3'
import type { Cache, Transaction } from './transaction.ts'

const columns = 'name, kind, mode, version, last_check_in_ms AS lastCheckInMs'

/** The Jump Clients and Jumpoints that the site knows, and the order they last changed in. */
export class JumpClients implements JumpClientStore, Cache {
  readonly #transaction: Transaction
  readonly #put: Statement
  readonly #page: Statement
  readonly #since: Statement
  readonly #greatest: Statement
  #revision: number

  constructor(transaction: Transaction) {
    const { db } = transaction
    this.#transaction = transaction
    this.#put = db.prepare(
      `INSERT INTO jump_clients VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (name) DO UPDATE SET
       kind = excluded.kind, mode = excluded.mode, version = excluded.version,
       last_check_in_ms = excluded.last_check_in_ms, revision = excluded.revision`,
    )
    this.#page = db.prepare(
      `SELECT ${columns} FROM jump_clients WHERE name > ? ORDER BY name LIMIT ?`,
    )
    this.#since = db.prepare(
      `SELECT ${columns}, revision FROM jump_clients WHERE revision > ? ORDER BY revision LIMIT ?`,
    )
    this.#greatest = db.prepare('SELECT ifnull(max(revision), 0) FROM jump_clients').pluck()
    this.#revision = this.#greatest.get() as number
    transaction.attach(this)
  }

  revision(): number {
    return this.#revision
  }

  put(rows: readonly JumpClient[]): void {
    if (rows.length === 0) return
    this.#transaction.write()
    for (const { name, kind, mode, version, lastCheckInMs } of rows) {
      this.#revision++
      this.#put.run(name, kind, mode, version, lastCheckInMs, this.#revision)
    }
  }

  page(afterName: string, limit: number): JumpClient[] {
    return this.#page.all(afterName, limit) as JumpClient[]
  }

  since(revision: number, limit: number): (JumpClient & { revision: number })[] {
    return this.#since.all(revision, limit) as (JumpClient & { revision: number })[]
  }

  flush(): void {}

  reload(): void {
    this.#revision = this.#greatest.get() as number
  }
}
