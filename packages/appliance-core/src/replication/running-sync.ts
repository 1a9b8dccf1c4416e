import type { SyncTrigger } from '@understudy/shared'

/** A sync under way, on the backup, which leads it (FO-07). */
export interface RunningSync {
  readonly trigger: SyncTrigger
  readonly startedAtMs: number
  readonly link: string
  /** When something of it last came. */
  progressAtMs: number
  /** When its progress was last told, as an event. */
  toldAtMs: number
  phase: 'primary-pulls' | 'pulling' | 'fetching-blobs' | 'comparing'
  /** The last pull asked for, and the last one whose answer has ended. */
  pull: number
  pullsEnded: number
  /** The primary has said that there is no more. */
  exhausted: boolean
  recordsReceived: number
  recordsSent: number
  bytesReceived: number
  blobsReceived: number
  blobsPending: number
}

/** The primary's half of a sync: it first takes what only the backup has, then is pulled from. */
export interface ServedSync {
  readonly link: string
  readonly settingsRevision: number
  readonly jumpClientsRevision: number
  /** When something of it last came. */
  progressAtMs: number
  pull: number
  recordsTaken: number
  blobsPending: number
}
