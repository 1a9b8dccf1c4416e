import type { LogHead } from '@understudy/shared'

/** A completed session: immutable, in its origin's log at `seq` (DESIGN 6). */
export interface SessionRow {
  /** The GUID of the appliance that recorded it. */
  readonly origin: string
  /** Recorded before 10.6: it does not merge (SYN-04). Such rows are a log of their own. */
  readonly legacy: boolean
  /** 1, 2, 3, ... within (origin, legacy); no holes. */
  readonly seq: number
  readonly lsid: string
  readonly lseq: number
  readonly externalKey: string
  readonly startedAtMs: number
  readonly endedAtMs: number
  /** JSON text: customer, representative, events. */
  readonly body: string
  /** SHA-256 of the recording, '' = none. */
  readonly recording: string
  readonly recordingBytes: number
}

export interface StoredBlob {
  readonly name: string
  readonly sizeBytes: number
  readonly present: boolean
}

/** A setting and the revision at which it last changed here. */
export interface StoredSetting {
  readonly key: string
  readonly value: string
  readonly revision: number
}

/** A Jump Client or Jumpoint that the site knows. */
export interface JumpClient {
  /** Stands for one machine; unique among both kinds. */
  readonly name: string
  readonly kind: 'jump-client' | 'jumpoint'
  readonly mode: 'active' | 'passive'
  /** The installed version, '' = none yet. */
  readonly version: string
  /** When it last checked in with the site's version; 0 = never. */
  readonly lastCheckInMs: number
}

export interface Totals {
  readonly sessions: number
  readonly recordings: number
  readonly recordedBytes: number
  readonly blobsMissing: number
  readonly settings: number
}

/**
 * The appliance's durable memory, synchronous (DESIGN 1). Only the driver begins and ends
 * transactions; everything between is atomic. Bounded answers only: no call returns the whole.
 */
export interface Store {
  /** Opens a transaction. Cheap where nothing is written afterwards. */
  begin(): void
  /** Durable when it returns (synchronous=FULL). */
  commit(): void
  rollback(): void

  /** Small named values of the core, JSON text. */
  get(key: string): string | undefined
  put(key: string, value: string): void
  remove(key: string): void

  settings(): readonly StoredSetting[]
  setting(key: string): StoredSetting | undefined
  putSetting(setting: StoredSetting): void
  removeSetting(key: string): void

  /** Heads of all logs, sorted by origin, legacy first. */
  heads(): readonly LogHead[]
  putHead(head: LogHead): void
  /** Appends rows whose seq follow each other; heads are the caller's. Also notes their recordings as blobs. */
  appendSessions(rows: readonly SessionRow[], recordingsPresent: boolean): void
  /** Rows of one log with seq > afterSeq, in order, until about maxBytes of bodies (at least one row). */
  sessionsAfter(
    origin: string,
    legacy: boolean,
    afterSeq: number,
    maxBytes: number,
  ): readonly SessionRow[]
  /** Removes the rows of one log with seq > afterSeq and returns them, at most `limit` at a time, newest first. */
  removeSessionsAfter(
    origin: string,
    legacy: boolean,
    afterSeq: number,
    limit: number,
  ): readonly SessionRow[]
  sessionsByLsid(lsid: string): readonly SessionRow[]
  /** A page of all sessions, log by log; `cursor` of the last row to go on. */
  sessionsPage(afterCursor: number, limit: number): readonly { cursor: number; row: SessionRow }[]
  /** The end time of the newest session, 0 = none. The greatest lseq. The greatest integer LSID of an origin's legacy log. */
  newestSessionAtMs(): number
  greatestLseq(): number

  /** Keeps the newest `keep` entries of the status history (FO-08). */
  appendHistory(atMs: number, json: string, keep: number): void
  /** The newest entries, newest first. */
  history(limit: number): readonly { atMs: number; json: string }[]

  /** Sessions in progress, so that a crash can report them (CLI-07). Insertion order. */
  activeSessions(): readonly { lsid: string; json: string }[]
  putActive(lsid: string, json: string): void
  removeActive(lsid: string): void

  /** Notes them as they are now, each at a new revision, greater than all before. */
  putJumpClients(rows: readonly JumpClient[]): void
  /** Sorted by name; those after it. */
  jumpClientsPage(afterName: string, limit: number): readonly JumpClient[]
  /** Those that were put at a greater revision, in order. */
  jumpClientsSince(revision: number, limit: number): readonly (JumpClient & { revision: number })[]
  /** The greatest revision, 0 = none. */
  jumpClientsRevision(): number

  missingBlobs(limit: number): readonly StoredBlob[]
  markBlobsPresent(names: readonly string[]): void

  totals(): Totals
}
