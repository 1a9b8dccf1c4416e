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
    /** What the peer last said of itself; null = nothing since the start. */
    readonly peerRole: Role | null
    readonly peerEpoch: Epoch | null
    /** Whether its package and build are the same; different ones stop the sync (FO-05). */
    readonly peerPackage: 'same' | 'different'
    /** Both are in the same role, and nothing is synced until an operator gives one the other (FO-13). */
    readonly conflict: boolean
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
  /** The network's word that the site's name leads here. */
  readonly siteLeadsHere: boolean
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
  /** Jump Clients and Jumpoints together (CLI-03, CLI-04). */
  readonly jumpClients: {
    readonly known: number
    /** Connected now, in the site's version. */
    readonly online: number
    readonly upgradePending: number
    /** Missed too many versions (UPD-08). */
    readonly stranded: number
  }
  readonly settings: number
}

/** How the installed version of a Jump Client stands to the site's. */
export type JumpClientDetail = 'up-to-date' | 'upgrade-pending' | 'stranded' | 'newer-than-site'

/** A row of `list-jump-clients`. */
export interface JumpClientRow {
  readonly name: string
  readonly kind: 'jump-client' | 'jumpoint'
  readonly mode: 'active' | 'passive'
  readonly version: string
  readonly state: 'online' | 'offline'
  readonly detail: JumpClientDetail
  /** When it last checked in with the site's version; null = never. */
  readonly lastCheckInMs: number | null
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
