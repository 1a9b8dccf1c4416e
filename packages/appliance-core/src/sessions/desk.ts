import type { BlobRef } from '@understudy/shared'

/** A client on its channel. */
export interface Connection {
  readonly id: string
  readonly kind: 'console' | 'customer' | 'probe'
  readonly name: string
  readonly version: string
  /** The session that it takes part in. */
  lsid: string | null
}

/** A session in progress. Its events are kept in memory until it ends; that it began is on disk. */
export interface ActiveSession {
  readonly lsid: string
  readonly lseq: number
  readonly externalKey: string
  readonly customer: string
  readonly representative: string
  readonly issue: string
  readonly startedAtMs: number
  readonly console: string
  readonly customerConnection: string
  readonly events: (readonly [atMs: number, event: string, body: string])[]
  eventBytes: number
  recording: BlobRef | null
}

export interface WaitingCustomer {
  readonly connection: string
  readonly externalKey: string
  readonly customer: string
  readonly issue: string
}

/** Who is connected, who waits, who is in a session. Volatile. */
export interface SessionDesk {
  readonly connections: Map<string, Connection>
  readonly active: Map<string, ActiveSession>
  /** In order of asking, by connection. */
  readonly waiting: Map<string, WaitingCustomer>
  /** The next LSEQ: greater than any seen here; neither unique nor gapless across appliances (API-01). */
  nextLseq: number
}

export function openDesk(greatestLseq: number): SessionDesk {
  return {
    connections: new Map(),
    active: new Map(),
    waiting: new Map(),
    nextLseq: greatestLseq + 1,
  }
}
