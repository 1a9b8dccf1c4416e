import { createRequire } from 'node:module'
import type Sqlite from 'better-sqlite3'
import { Kysely, PostgresDialect, SqliteDialect } from 'kysely'
import pg from 'pg'
import type { Tables } from './tables.ts'

/** Loaded from the installation when it is needed: part of the driver is compiled, and what needs no database starts without it. */
const load = createRequire(import.meta.url)

/** What the two databases call their types, and what one question may hold. */
export interface DialectTraits {
  readonly idType: string
  readonly timeType: string
  readonly rowsAs: 'parameters' | 'json'
  readonly parametersMax: number
}

export interface OpenedDatabase {
  readonly db: Kysely<Tables>
  readonly dialect: 'sqlite' | 'postgres'
  readonly traits: DialectTraits
}

const postgresUrl = /^postgres(ql)?:\/\//

/** A PostgreSQL by URL, or else the path of a file for SQLite, which is made where there is none. */
export function openDatabase(url: string): OpenedDatabase {
  if (postgresUrl.test(url)) {
    // One connection: a client works off its questions one after the other.
    const pool = new pg.Pool({ connectionString: url, max: 1 })
    // A server that goes away between two pulls is found by the next one.
    pool.on('error', () => undefined)
    return {
      db: new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) }),
      dialect: 'postgres',
      traits: {
        idType: 'integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY',
        timeType: 'timestamptz',
        rowsAs: 'json',
        parametersMax: 60_000,
      },
    }
  }
  const Driver = load('better-sqlite3') as typeof Sqlite
  const database = new Driver(url.replace(/^sqlite:/, ''))
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = FULL')
  database.pragma('foreign_keys = ON')
  return {
    db: new Kysely<Tables>({ dialect: new SqliteDialect({ database }) }),
    dialect: 'sqlite',
    traits: {
      idType: 'integer PRIMARY KEY AUTOINCREMENT',
      timeType: 'text',
      rowsAs: 'parameters',
      parametersMax: 30_000,
    },
  }
}

/** The URL without its password, for people and logs. */
export function shownUrl(url: string): string {
  return postgresUrl.test(url) ? url.replace(/(:\/\/[^:@/]*):[^@/]*@/, '$1:…@') : url
}
