import { closeSync, openSync, statSync } from 'node:fs'
import type { Database } from 'better-sqlite3'
import { openByDriver } from './database-driver.ts'
import { createSchema, migrations, schemaVersion } from './schema.ts'
import { StoreError, storeErrorOf } from './store-error.ts'

/** Opens the file, or creates it if it may be absent; refuses any schema but ours. */
export function openDatabase(path: string, mustExist: boolean): Database {
  if (mustExist) expectContent(path)
  let db: Database | undefined
  try {
    // The file holds the pre-shared key: nobody else on the machine may read it (SEC-01).
    if (path !== ':memory:') closeSync(openSync(path, 'a', 0o600))
    db = openByDriver(path, { timeout: 0 })
    prepareFile(db, path)
    return db
  } catch (error) {
    db?.close()
    throw storeErrorOf(error, path)
  }
}

/** A database in memory with that content, which {@link Database.serialize} has made. */
export function openInMemory(content: Buffer): Database {
  const db = openByDriver(':memory:', { timeout: 0 }, content)
  prepareFile(db, ':memory:')
  return db
}

function expectContent(path: string): void {
  const bytes = statSync(path, { throwIfNoEntry: false })?.size
  if (bytes !== undefined && bytes > 0) return
  const found = bytes === undefined ? 'no such file' : 'an empty file'
  throw new StoreError(
    'missing',
    path,
    `${path}: expected the data of an earlier run, found ${found}.`,
  )
}

function prepareFile(db: Database, path: string): void {
  // Exclusive locking refuses a second process on the same folder and needs no shared memory.
  db.pragma('locking_mode = EXCLUSIVE')
  const version = db.pragma('user_version', { simple: true }) as number
  if (version > schemaVersion)
    throw new StoreError(
      'newer-schema',
      path,
      `${path} has schema version ${version}, written by a newer program; expected at most ${schemaVersion}.`,
    )
  if (version === 0 && holdsTables(db))
    throw new StoreError('damaged', path, `${path} is no database of an appliance.`)
  // Records are about 1 KB: larger pages take in a quarter more of them per second (bench/sync).
  if (version === 0) db.pragma('page_size = 8192')
  db.pragma('journal_mode = WAL')
  // better-sqlite3's default in WAL is NORMAL, which may lose the last commits (SYN-06).
  db.pragma('synchronous = FULL')
  db.pragma('foreign_keys = OFF')
  db.pragma('cache_size = -16384')
  db.pragma('wal_autocheckpoint = 2000')
  if (version === 0) db.exec(`BEGIN EXCLUSIVE; ${createSchema} COMMIT;`)
  else migrate(db, version)
}

/** Brings data of an earlier program to this schema, each step whole or not at all. */
function migrate(db: Database, from: number): void {
  for (let version = from; version < schemaVersion; version++)
    db.exec(`BEGIN EXCLUSIVE; ${migrations[version] ?? ''} COMMIT;`)
}

function holdsTables(db: Database): boolean {
  return (db.prepare('SELECT count(*) FROM sqlite_schema').pluck().get() as number) > 0
}
