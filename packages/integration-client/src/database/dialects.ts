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

/**
 * A PostgreSQL by URL, or else the path of a file for SQLite, which is made where there is none. `password`: null = what the
 * URL says, or the environment (PGPASSWORD, PGPASSFILE), or none.
 */
export function openDatabase(url: string, password: string | null): OpenedDatabase {
  if (postgresUrl.test(url)) {
    // One connection: a client works off its questions one after the other.
    const pool = new pg.Pool({ connectionString: withPassword(url, password), max: 1 })
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

/** Whether that is the URL of a PostgreSQL. */
export const isPostgresUrl = (url: string): boolean => postgresUrl.test(url)

/** Whether a PostgreSQL's URL holds a password, before the host or among the parameters (the two places that libpq reads). */
export const hasPassword = (url: string): boolean =>
  postgresUrl.test(url) && (/^[^:]+:\/\/[^/?]*:[^/?]*@/.test(url) || /[?&]password=/i.test(url))

/** The driver takes what the URL says and nothing beside it. */
function withPassword(url: string, password: string | null): string {
  if (password === null) return url
  const whole = new URL(url)
  whole.password = encodeURIComponent(password)
  return whole.href
}
