import type { RefusalCode } from '../refusals.ts'

/** A recording as the core knows it: its SHA-256 and size. */
export interface BlobRef {
  readonly name: string
  readonly sizeBytes: number
}

/** The clients' channel, client to appliance, as the core receives it. */
export type ClientMessage =
  /** First message. `probe` only holds the connection. */
  | { type: 'hello'; kind: 'console' | 'customer' | 'probe'; name: string; version: string }
  | { type: 'request-session'; externalKey: string; customer: string; issue: string }
  | { type: 'session-event'; lsid: string; event: string; body: string }
  /** The carrier has stored the recording durably before the core sees this. */
  | { type: 'recording'; lsid: string; blob: BlobRef }
  | { type: 'end-session'; lsid: string }

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

/** What `GET /` says: 200 while it serves, else 503 with the reason. */
export interface PortalAnswer {
  readonly status: 200 | 503
  readonly state: 'serving' | 'maintenance' | 'backup' | 'swapping'
  readonly appliance: string
  readonly siteVersion: string
}
