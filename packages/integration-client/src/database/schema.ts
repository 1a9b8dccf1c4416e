import type { LsidColumn } from '@understudy/integration-model'
import { type Kysely, sql } from 'kysely'
import type { OpenedDatabase } from './dialects.ts'
import type { Tables } from './tables.ts'

/** Which client made the tables: one for versions before 10.6, or one of 10.6 and later (IC-02). */
export type Generation = 'before-10.6' | 'from-10.6'

export const lsidColumnOf: Readonly<Record<Generation, LsidColumn>> = {
  'before-10.6': 'integer',
  'from-10.6': 'text',
}

/** An old client was started on tables that a newer one has made. */
export class NewerDatabase extends Error {
  override readonly name = 'NewerDatabase'
  constructor() {
    super('This database is that of a newer Integration Client, which keeps LSIDs as text.')
  }
}

/**
 * Makes the tables of that client, or alters those of an older one, as updating the Integration Client does (G1): in one
 * transaction, so that it is the old database or the new one.
 */
export async function prepareSchema(
  { db, dialect, traits }: OpenedDatabase,
  generation: Generation,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await run(tx, 'CREATE TABLE IF NOT EXISTS client_schema (generation text NOT NULL)')
    const found = await tx.selectFrom('client_schema').select('generation').executeTakeFirst()
    if (found?.generation === generation) return
    if (found?.generation === 'from-10.6') throw new NewerDatabase()
    if (found === undefined)
      for (const statement of tablesOf(traits.idType, traits.timeType)) await run(tx, statement)
    if (generation === 'from-10.6') for (const step of migration[dialect]) await run(tx, step)
    await tx.deleteFrom('client_schema').execute()
    await tx.insertInto('client_schema').values({ generation }).execute()
  })
}

const run = (db: Kysely<Tables>, statement: string): Promise<unknown> =>
  sql.raw(statement).execute(db)

/** LSIDs become text and get an LSEQ beside them (G1). */
const migration: Readonly<Record<OpenedDatabase['dialect'], readonly string[]>> = {
  postgres: [
    'ALTER TABLE session ALTER COLUMN lsid TYPE varchar(32) USING lsid::varchar',
    'ALTER TABLE session ADD COLUMN lseq integer',
  ],
  // SQLite alters no types.
  sqlite: [
    "ALTER TABLE session ADD COLUMN lsid_text varchar(32) NOT NULL DEFAULT ''",
    'UPDATE session SET lsid_text = CAST(lsid AS text)',
    'ALTER TABLE session DROP COLUMN lsid',
    'ALTER TABLE session RENAME COLUMN lsid_text TO lsid',
    'ALTER TABLE session ADD COLUMN lseq integer',
  ],
}

/** As the client before 10.6 made them. */
const tablesOf = (idType: string, timeType: string): readonly string[] => [
  `CREATE TABLE session (
    id ${idType}, identity varchar(64) NOT NULL, lsid integer NOT NULL, type text NOT NULL,
    start_time ${timeType} NOT NULL, end_time ${timeType}, duration text NOT NULL,
    file_transfers integer NOT NULL, host_name text NOT NULL, external_key text NOT NULL,
    public_site_id integer NOT NULL, public_site_name text NOT NULL,
    UNIQUE (host_name, identity))`,
  `CREATE TABLE session_event (
    id ${idType}, session_id integer NOT NULL REFERENCES session (id), position integer NOT NULL,
    time ${timeType} NOT NULL, type text NOT NULL, performed_by text NOT NULL, performer text NOT NULL,
    body text NOT NULL, filename text NOT NULL, filesize bigint)`,
  'CREATE INDEX session_event_of ON session_event (session_id)',
  `CREATE TABLE session_event_data (
    session_event_id integer NOT NULL REFERENCES session_event (id), name text NOT NULL, value text NOT NULL)`,
  `CREATE TABLE system_information (
    session_event_id integer NOT NULL REFERENCES session_event (id), category text NOT NULL,
    row_number integer, name text NOT NULL, value text NOT NULL)`,
  ...['representative', 'customer'].map(
    (table) => `CREATE TABLE ${table} (
    session_id integer NOT NULL REFERENCES session (id), gsnumber text NOT NULL, username text NOT NULL,
    display_name text NOT NULL, public_ip text NOT NULL, private_ip text NOT NULL, hostname text NOT NULL,
    os text NOT NULL, is_primary integer NOT NULL)`,
  ),
  ...['team', 'custom_attribute'].map(
    (table) => `CREATE TABLE ${table} (
    session_id integer NOT NULL REFERENCES session (id), name text NOT NULL, value text NOT NULL)`,
  ),
  `CREATE TABLE recording (
    session_id integer NOT NULL PRIMARY KEY REFERENCES session (id), appliance text NOT NULL,
    state text NOT NULL, file text NOT NULL, size_bytes bigint NOT NULL)`,
  `CREATE TABLE backup (
    host_name text NOT NULL, taken_at ${timeType} NOT NULL, file text NOT NULL, size_bytes bigint NOT NULL)`,
  `CREATE TABLE extraction (
    host_name text NOT NULL PRIMARY KEY, appliance text NOT NULL, role text NOT NULL, last_sync text NOT NULL,
    is_settled integer NOT NULL, from_s bigint NOT NULL)`,
]
