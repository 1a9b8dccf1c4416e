/** The version that this program writes into `user_version`. Newer ones are refused unread. */
export const schemaVersion = 3

const createJumpClients = `CREATE TABLE jump_clients (
  name TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  mode TEXT NOT NULL,
  version TEXT NOT NULL,
  last_check_in_ms INTEGER NOT NULL,
  revision INTEGER NOT NULL
);
CREATE UNIQUE INDEX jump_clients_by_revision ON jump_clients (revision);
`

/** From each version once in use to the next. */
export const migrations: Readonly<Record<number, string>> = {
  1: `${createJumpClients} PRAGMA user_version = 2;`,
  2: 'ALTER TABLE counters DROP COLUMN newest_ms; PRAGMA user_version = 3;',
}

/**
 * A session's row id is its place: the number of its log times 2^40, plus its sequence number. So the table itself is
 * in log order: a sync reads and appends without maintaining a second index; only LSIDs, which grow with time, have
 * one. A log is one (origin, legacy); `last_seq` is null until its head is put. Counters are kept beside the data, in
 * the same transactions, so totals never count rows.
 */
export const createSchema = `
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL, revision INTEGER NOT NULL);
CREATE TABLE logs (
  id INTEGER PRIMARY KEY,
  origin TEXT NOT NULL,
  legacy INTEGER NOT NULL,
  last_seq INTEGER,
  bytes INTEGER NOT NULL DEFAULT 0,
  digest_high INTEGER NOT NULL DEFAULT 0,
  digest_low INTEGER NOT NULL DEFAULT 0,
  UNIQUE (origin, legacy)
);
CREATE TABLE sessions (
  place INTEGER PRIMARY KEY,
  lsid TEXT NOT NULL,
  lseq INTEGER NOT NULL,
  external_key TEXT NOT NULL,
  started_ms INTEGER NOT NULL,
  ended_ms INTEGER NOT NULL,
  body TEXT NOT NULL,
  recording TEXT NOT NULL,
  recording_bytes INTEGER NOT NULL
);
CREATE INDEX sessions_by_lsid ON sessions (lsid);
CREATE TABLE history (id INTEGER PRIMARY KEY, at_ms INTEGER NOT NULL, json TEXT NOT NULL);
${createJumpClients}CREATE TABLE active (position INTEGER PRIMARY KEY, lsid TEXT NOT NULL UNIQUE, json TEXT NOT NULL);
CREATE TABLE blobs (
  name TEXT PRIMARY KEY,
  size INTEGER NOT NULL,
  present INTEGER NOT NULL,
  uses INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX blobs_missing ON blobs (name) WHERE present = 0;
CREATE TABLE counters (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  sessions INTEGER NOT NULL,
  recordings INTEGER NOT NULL,
  recorded_bytes INTEGER NOT NULL,
  blobs_missing INTEGER NOT NULL,
  settings INTEGER NOT NULL,
  greatest_lseq INTEGER NOT NULL
);
INSERT INTO counters VALUES (1, 0, 0, 0, 0, 0, 0);
PRAGMA user_version = ${schemaVersion};
`

/** Everything that {@link createSchema} has made, empty again. */
export const emptyAll = `${[
  'meta',
  'settings',
  'logs',
  'sessions',
  'history',
  'jump_clients',
  'active',
  'blobs',
]
  .map((table) => `DELETE FROM ${table};`)
  .join('\n')}
UPDATE counters SET sessions = 0, recordings = 0, recorded_bytes = 0, blobs_missing = 0, settings = 0, greatest_lseq = 0;`
