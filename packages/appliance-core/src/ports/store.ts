import type { LogHead, StoredSession } from '@understudy/shared'

/** A completed session: immutable, in its origin's log at `seq` (DESIGN 6). */
export interface SessionRow extends StoredSession {
  /** The GUID of the appliance that recorded it. */
  readonly origin: string
  /** Recorded before 10.6: it does not merge (SYN-04). Such rows are a log of their own. */
  readonly legacy: boolean
  /** 1, 2, 3, ... within (origin, legacy); no holes. */
  readonly seq: number
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
 * The appliance's durable memory, synchronous (DESIGN 1), grouped by what is stored. Only the driver
 * begins and ends transactions; everything between is atomic, whichever groups it touches. Bounded
 * answers only: no call returns the whole.
 */
export interface Store {
  /** Opens a transaction. Cheap if nothing is written afterwards. */
  begin(): void
  /** Durable when it returns (synchronous=FULL). */
  commit(): void
  rollback(): void

  /** Leaves it as a fresh one is, in the open transaction: all or nothing of it survives a kill (WEB-04). */
  wipe(): void

  readonly values: ValueStore
  readonly settings: SettingStore
  readonly logs: LogStore
  readonly sessions: SessionStore
  readonly activeSessions: ActiveSessionStore
  readonly history: HistoryStore
  readonly jumpClients: JumpClientStore
  readonly blobs: BlobStore

  /** The current counts of everything; cheap. */
  totals(): Totals
}

/** Small named values of the core, JSON text. */
export interface ValueStore {
  get(key: string): string | undefined
  put(key: string, value: string): void
  remove(key: string): void
}

/** The site's settings. */
export interface SettingStore {
  /** Sorted by key. */
  all(): readonly StoredSetting[]
  get(key: string): StoredSetting | undefined
  put(setting: StoredSetting): void
  remove(key: string): void
}

/** How far each origin's log goes. */
export interface LogStore {
  /** Heads of all logs, sorted by origin, legacy first. */
  heads(): readonly LogHead[]
  putHead(head: LogHead): void
}

/** The completed sessions of all logs. */
export interface SessionStore {
  /** Appends rows whose seq follow each other; heads are the caller's. Also notes their recordings as blobs. */
  append(rows: readonly SessionRow[], recordingsPresent: boolean): void
  /** Rows of one log with seq > afterSeq, in order, until about maxBytes of bodies (at least one row). */
  after(origin: string, legacy: boolean, afterSeq: number, maxBytes: number): readonly SessionRow[]
  /** Rows of one log with afterSeq < seq <= toSeq that began (ended) within a time, in order; others are passed over cheaply. */
  within(
    origin: string,
    legacy: boolean,
    span: { readonly afterSeq: number; readonly toSeq: number },
    time: { readonly by: 'start' | 'end'; readonly fromMs: number; readonly toMs: number },
  ): readonly SessionRow[]
  /** Removes the rows of one log with seq > afterSeq and returns them, at most `limit` at a time, newest first. */
  removeAfter(
    origin: string,
    legacy: boolean,
    afterSeq: number,
    limit: number,
  ): readonly SessionRow[]
  byLsid(lsid: string): readonly SessionRow[]
  /** A page of all sessions, log by log; `cursor` of the last row to go on. */
  page(afterCursor: number, limit: number): readonly { cursor: number; row: SessionRow }[]
  /** 0 = there is no session. */
  greatestLseq(): number
}

/** Sessions in progress, so that a crash can report them (CLI-07). */
export interface ActiveSessionStore {
  /** In the order in which they began. */
  all(): readonly { lsid: string; json: string }[]
  put(lsid: string, json: string): void
  remove(lsid: string): void
}

/** The status history (FO-08). */
export interface HistoryStore {
  /** Keeps the newest `keep` entries. */
  append(atMs: number, json: string, keep: number): void
  /** The newest entries, newest first. */
  newest(limit: number): readonly { atMs: number; json: string }[]
}

/** The Jump Clients and Jumpoints that the site knows (CLI-04). */
export interface JumpClientStore {
  /** Notes them as they are now, each at a new revision, greater than all before. */
  put(rows: readonly JumpClient[]): void
  /** Sorted by name; those after it. */
  page(afterName: string, limit: number): readonly JumpClient[]
  /** Those that were put at a greater revision, in order. */
  since(revision: number, limit: number): readonly (JumpClient & { revision: number })[]
  /** The greatest revision, 0 = none. */
  revision(): number
}

/** Which recordings the sessions name, and which of them are here; the bytes are elsewhere. */
export interface BlobStore {
  missing(limit: number): readonly StoredBlob[]
  markPresent(names: readonly string[]): void
  /** Those that count as present, sorted by name; those after `afterName`. */
  present(afterName: string, limit: number): readonly StoredBlob[]
  /** Notes that they are gone; returns how many of them counted as present. */
  markMissing(names: readonly string[]): number
}
