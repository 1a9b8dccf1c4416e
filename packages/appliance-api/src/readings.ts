import type { Role, SessionBegun, SessionRecord } from '@understudy/shared'

/** What the APIs may know of the appliance, read once for each answer. */
export interface Readings {
  readonly nowMs: number
  readonly appliance: { readonly guid: string; readonly hostname: string }
  readonly site: { readonly hostname: string; readonly version: string; readonly build: number }
  readonly failover: FailoverReading
  /** Why it does not serve, in a sentence; null = it does what its role asks. */
  readonly problem: string | null
}

export interface FailoverReading {
  readonly role: Role
  readonly enabledSharedAddresses: readonly string[]
  /** null = there was none. */
  readonly lastSync: { readonly finishedAtMs: number; readonly status: string } | null
}

/** A session as reports show it; open ones have no end. */
export type ReportedSession =
  | ({ readonly open: false } & SessionRecord)
  | ({ readonly open: true; readonly events: SessionRecord['events'] } & SessionBegun)

/** Which sessions are meant. Times in milliseconds, `toMs` exclusive. */
export type SessionQuestion =
  | { readonly by: 'start' | 'end'; readonly fromMs: number; readonly toMs: number }
  | { readonly by: 'lsid'; readonly lsids: readonly string[] }

/**
 * The stored sessions beside the input queue: all that it gives for one answer is of one moment, in the order in which
 * they are stored, a few at a time. `start` includes sessions in progress, `end` only closed ones (P 4.3).
 */
export interface SessionReader {
  sessions(question: SessionQuestion): Iterable<ReportedSession>
}
