import type { RefusalCode } from '../refusals.ts'
import type { BlobRef } from '../sessions/recording.ts'

/** The clients' channel, client to appliance, as the core receives it. */
export type ClientMessage =
  /** First message. `version`: what is installed, '' = none. */
  | {
      type: 'hello'
      kind: ClientKind
      name: string
      version: string
      /** jump-client: whether it stays connected. */
      mode?: 'active' | 'passive'
      /** console: the login is checked by a security provider behind a connection agent. */
      provider?: boolean
    }
  /** console: asks for its lists again. */
  | { type: 'refresh' }
  /** jump-client and jumpoint: a check-in with statistics. */
  | { type: 'statistics' }
  | { type: 'request-session'; externalKey: string; customer: string; issue: string }
  | { type: 'session-event'; lsid: string; event: string; body: string }
  /** The carrier has stored the recording durably before the core sees this. */
  | { type: 'recording'; lsid: string; blob: BlobRef }
  | { type: 'end-session'; lsid: string }

/** What connects. `probe` and `poller` only hold the connection. */
export const clientKinds = [
  'console',
  'customer',
  'probe',
  'poller',
  'jump-client',
  'jumpoint',
  'button',
  'connection-agent',
  'installer',
] as const
export type ClientKind = (typeof clientKinds)[number]

/** What a pure client sends: a recording is named by the seed of its bytes; the carrier makes them. */
export type OutgoingClientMessage =
  | Exclude<ClientMessage, { type: 'recording' }>
  | { type: 'recording'; lsid: string; sizeBytes: number; contentSeed: string }

/** Appliance to client. */
export type ServerMessage =
  | { type: 'welcome'; appliance: string; siteVersion: string }
  | { type: 'refused'; code: RefusalCode; message: string }
  | { type: 'session-waiting'; externalKey: string }
  /** To the console that gets it and to its customer. */
  | { type: 'session-joined'; lsid: string; externalKey: string; customer: string }
  | { type: 'recording-stored'; lsid: string }
  /** The acknowledgement: the record is on disk (SYN-06). To console and customer. */
  | { type: 'session-recorded'; lsid: string; lseq: number; externalKey: string }
  /** The session ended without this client's doing; its record says so (CLI-07). */
  | { type: 'session-cut'; lsid: string; externalKey: string; reason: string }
  | { type: 'closing'; reason: string }
  /** To a console: its lists, so many Jump Clients long. */
  | { type: 'refreshed'; jumpClients: number }
  /** The check-in is noted. */
  | { type: 'checked-in' }
  /** Its turn has not come (CLI-03): the connection is closed, and it is to dial again after that. */
  | { type: 'come-back'; afterMs: number; reason: 'connection-rate' | 'concurrent-upgrades' }
  /**
   * Its update: `sizeBytes` follow as binary frames; the carrier tells the client of the message
   * when all of them have come. It installs it and connects again.
   */
  | { type: 'upgrade'; version: string; sizeBytes: number }

/** What `GET /` says: 200 while it serves, else 503 with the reason. */
export interface PortalAnswer {
  readonly status: 200 | 503
  readonly state: 'serving' | 'maintenance' | 'backup' | 'swapping'
  readonly appliance: string
  readonly siteVersion: string
}
