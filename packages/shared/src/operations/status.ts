import type { Epoch, Role } from '../roles.ts'

/** What `status` answers: all that pages, checks and the CLI show of an appliance. */
export interface ApplianceStatus {
  readonly name: string
  readonly guid: string
  readonly hostname: string
  readonly siteHostname: string
  readonly base: string
  readonly site: string
  readonly apiVersion: string
  readonly role: Role
  readonly epoch: Epoch
  /** `serving` = takes clients if traffic reaches it. */
  readonly state: 'serving' | 'backup' | 'maintenance' | 'swapping' | 'establishing'
  readonly hasPreSharedKey: boolean
  readonly relationship: null | {
    readonly id: string
    readonly peer: string
    readonly peerHost: string
    readonly peerPort: number
    readonly link: 'up' | 'down'
    readonly lastCheckAtMs: number | null
  }
  readonly sync: {
    readonly state: 'never' | 'running' | 'idle'
    readonly lastFinishedAtMs: number | null
    readonly lastResult: 'never' | 'success' | 'failed'
    readonly lastReason: string
    readonly digestsAgree: boolean
    readonly recordsReceived: number
    readonly blobsMissing: number
  }
  /** SYN-07: what a backup would lose if the primary vanished now. null where there is no primary role. */
  readonly exposure: null | {
    readonly records: number
    readonly bytes: number
    readonly sinceSyncMs: number | null
  }
  readonly addresses: readonly {
    readonly address: string
    readonly shared: boolean
    readonly enabled: boolean
    readonly conflictsWith: readonly string[]
  }[]
  readonly installation: null | {
    readonly package: string
    readonly startedAtMs: number
    readonly endsAtMs: number
  }
  readonly sessions: {
    readonly stored: number
    readonly active: number
    readonly waiting: number
    readonly recordings: number
    readonly recordedBytes: number
    /** Recorded by this appliance since its last successful sync with a peer. */
    readonly ownSinceSync: number
  }
  readonly users: { readonly consoles: number; readonly customers: number }
  readonly settings: number
}

export interface BackupDocument {
  readonly format: 'understudy-backup-1'
  readonly guid: string
  readonly siteHostname: string
  readonly site: string
  readonly takenAtMs: number
  readonly settings: Readonly<Record<string, string>>
  readonly storedSessions: number
}
