import type { SessionBegun } from './begun.ts'
import type { SessionRecord } from './record.ts'

/** A session as reports show it (API-02); one in progress has no end yet. */
export type ReportedSession =
  | ({ readonly open: false } & SessionRecord)
  | ({ readonly open: true } & Pick<SessionRecord, 'events' | 'representatives'> & SessionBegun)

/**
 * Which sessions are meant. Times in milliseconds, `toMs` exclusive. `start`: begun then, those in progress too; `end`: only
 * closed ones, ended then (P 4.3).
 */
export type SessionQuestion =
  | { readonly by: 'start' | 'end'; readonly fromMs: number; readonly toMs: number }
  | { readonly by: 'lsid'; readonly lsids: readonly string[] }

/** The sessions that are meant, a few at a time; a page may be empty: a long search rests there. */
export type SessionPages = Iterable<readonly ReportedSession[]>
