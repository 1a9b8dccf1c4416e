import type { AccountInterface } from '../accounts/account.ts'
import type { CertificateWarning } from '../certificates/warnings.ts'
import type { BackupSettings } from '../operations/backup-settings.ts'
import type { OutboundEvent } from '../outbound/outbound-event.ts'
import type { RefusalCode } from '../refusals.ts'
import type { Epoch, Role } from '../roles.ts'
import type { InstallationStep } from '../updates/installation-steps.ts'

export type SyncTrigger = 'operator' | 'peer' | 'interval' | 'first' | 'swap'

/** Events from an appliance's core. */
export type ApplianceEvent =
  | {
      name: 'appliance-started'
      base: string
      site: string
      role: Role
      epoch: Epoch
      afterCrash: boolean
    }
  | { name: 'role-changed'; from: Role; to: Role; epoch: Epoch; reason: string }
  | { name: 'pre-shared-key-set' }
  | { name: 'relationship-establishing'; host: string; port: number }
  | {
      name: 'relationship-established'
      relationship: string
      peer: string
      role: Role
      epoch: Epoch
    }
  | { name: 'relationship-refused'; code: RefusalCode; message: string }
  | {
      name: 'relationship-broken'
      relationship: string
      reason: 'operator' | 'peer' | 'peer-forgot'
      peerTold: boolean
    }
  | { name: 'link-up'; peer: string }
  | { name: 'link-down'; peer: string; reason: string }
  | { name: 'link-refused'; code: RefusalCode; message: string }
  | { name: 'sync-started'; trigger: SyncTrigger }
  | { name: 'sync-progress'; records: number; bytes: number; blobs: number }
  | {
      name: 'sync-finished'
      trigger: SyncTrigger
      recordsReceived: number
      recordsSent: number
      bytesReceived: number
      blobsReceived: number
      digestsAgree: boolean
      durationMs: number
    }
  | { name: 'sync-failed'; trigger: SyncTrigger; reason: string }
  | { name: 'sessions-merged'; received: number; sent: number }
  | { name: 'sessions-discarded'; count: number; lsids: readonly string[] }
  /** Stored recordings are missing or damaged. They are fetched again if the peer has them. */
  | { name: 'recordings-lost'; absent: number; damaged: number }
  | { name: 'settings-lost'; keys: readonly string[] }
  | { name: 'setting-changed'; key: string }
  | { name: 'swap-started'; syncFirst: boolean }
  | { name: 'swap-finished'; role: Role; epoch: Epoch }
  | { name: 'swap-cancelled'; reason: string }
  /** Told beforehand: what this appliance holds and will lose to its new primary (FO-03, FO-05, SYN-02). */
  | {
      name: 'overwrite-announced'
      to: string
      records: number
      recordings: number
      settings: readonly string[]
      why: string
    }
  | { name: 'role-conflict'; role: Role; peer: string; epoch: Epoch; peerEpoch: Epoch }
  | { name: 'role-conflict-ended'; role: Role }
  | {
      name: 'failover-by-hand'
      peer: string
      /** What the primary held and this backup did not, when it last said so (SYN-07). */
      records: number
      bytes: number
      sinceCheckMs: number | null
      sinceSyncMs: number | null
    }
  /** The backup took over by itself: the primary was silent for its timeout (FO-12). */
  | {
      name: 'automatic-failover'
      peer: string
      silentMs: number
      /** How the backup knew that the primary itself is gone. */
      proof: string
      records: number
      bytes: number
      sinceCheckMs: number | null
      sinceSyncMs: number | null
    }
  | { name: 'failover-withheld'; peer: string; silentMs: number; reason: string }
  /** The process was stopped or got no processor time (FO-15). */
  | { name: 'process-starved'; forMs: number }
  | { name: 'serving-suspended'; reason: string }
  | { name: 'serving-resumed'; reason: string }
  | { name: 'backup-settings-changed'; settings: BackupSettings }
  | { name: 'address-enabled'; address: string; epoch: Epoch }
  | { name: 'address-disabled'; address: string }
  | { name: 'address-conflict'; address: string; others: readonly string[] }
  | { name: 'address-conflict-ended'; address: string }
  | {
      name: 'updates-checked'
      installable: readonly string[]
      greyed: readonly { package: string; reason: string }[]
    }
  | { name: 'update-check-failed'; code: RefusalCode; message: string }
  | { name: 'update-refused'; package: string; code: RefusalCode; message: string }
  | { name: 'update-uploaded'; package: string }
  | { name: 'download-key-made'; expiresAtMs: number }
  | { name: 'update-started'; package: string; durationMs: number; eula?: string }
  | {
      name: 'update-step'
      package: string
      step: InstallationStep
      remainingMs: number
    }
  /** Before the switch to a version that keeps sessions in another shape (API-01). */
  | { name: 'stored-data-migrated'; rows: number }
  | { name: 'update-stalled'; package: string }
  | { name: 'update-broken'; package: string }
  | { name: 'update-repaired'; package: string; base: string; site: string }
  | { name: 'update-finished'; package: string; base: string; site: string }
  | { name: 'update-interrupted'; package: string; base: string; site: string; reason?: string }
  | { name: 'users-disconnected'; count: number; reason: string }
  | {
      name: 'session-recorded'
      lsid: string
      externalKey: string
      outcome: 'completed' | 'cut'
      recordingBytes: number
    }
  | {
      name: 'backup-downloaded'
      settings: number
      sessions: number
      encrypted: boolean
      bytes: number
    }
  | {
      name: 'backup-restored'
      takenAtMs: number
      settings: number
      sessions: number
      jumpClients: number
    }
  | { name: 'certificate-created'; certificate: string; issuedTo: string }
  | { name: 'certificate-requested'; certificate: string; names: readonly string[] }
  | {
      name: 'certificate-imported'
      certificate: string
      issuedTo: string
      warnings: readonly CertificateWarning[]
    }
  | {
      name: 'certificate-exported'
      certificate: string
      privateKey: boolean
      encrypted: boolean
    }
  /** New connections to that address are shown it; with warnings, clients that check may refuse it (CRT-02). */
  | {
      name: 'certificate-assigned'
      address: string
      certificate: string
      issuedTo: string
      warnings: readonly CertificateWarning[]
    }
  | { name: 'certificate-removed'; certificate: string }
  | { name: 'sample-data-loaded'; sessions: number; recordings: number }
  | { name: 'jump-clients-deferred'; count: number; reason: string; sinceMs: number }
  /** It goes down because somebody asked for it. */
  | { name: 'appliance-ending'; how: 'reboot' | 'shut-down' | 'factory-reset' }
  /** `offMs`: how far it goes ahead of the true time; 0 = right. */
  | { name: 'clock-set'; ntp: boolean; offMs: number }
  /** An administrator is to be told; `about`: the condition. */
  | { name: 'mail-queued'; id: string; about: string; to: readonly string[]; subject: string }
  /** The relay has not taken it; told once until a mail gets there again. */
  | { name: 'mail-waits'; id: string; subject: string; reason: string }
  | { name: 'mail-given-up'; id: string; subject: string; reason: string }
  /** A recipient is to be told of a session; `number`: this appliance's, for that recipient. */
  | {
      name: 'outbound-event-queued'
      recipient: string
      number: number
      event: OutboundEvent
      lsid: string
    }
  /** Its recipient has it. */
  | {
      name: 'outbound-event-taken'
      recipient: string
      number: number
      event: OutboundEvent
      lsid: string
    }
  /** The recipient has not taken it; told once until it takes one again. */
  | { name: 'outbound-event-waits'; recipient: string; reason: string }
  /** It is never sent any more. */
  | {
      name: 'outbound-event-dropped'
      recipient: string
      number: number
      event: OutboundEvent
      lsid: string
      reason: string
    }
  | { name: 'address-added'; address: string; shared: boolean }
  | { name: 'address-removed'; address: string }
  | { name: 'logged-in'; interface: AccountInterface; username: string }
  /** `username`: null = no account of that name: what was typed may have been a password. */
  | { name: 'login-failed'; interface: AccountInterface; username: string | null }
  | { name: 'account-locked'; interface: AccountInterface; username: string | null; forMs: number }
  | {
      name: 'account-changed'
      interface: AccountInterface
      username: string
      change: 'added' | 'removed' | 'permissions' | 'password' | 'reset'
    }
  | { name: 'api-account-changed'; clientId: string; change: 'added' | 'removed' }
  | { name: 'operation-done'; operation: string; outcome: 'ok' | RefusalCode }
  | { name: 'alert'; code: string; message: string }

/** What else is done with an appliance's event, apart from telling it. */
export interface EventTraits {
  /** Kept for the Failover page's status history (FO-08). */
  readonly inHistory: boolean
  /** Comes with every session or call, and changes nothing that a runbook's condition waits for. */
  readonly isNoise: boolean
}

const lasting: EventTraits = { inHistory: true, isNoise: false }
const passing: EventTraits = { inHistory: false, isNoise: false }
const noise: EventTraits = { inHistory: false, isNoise: true }

/** One entry for every event of an appliance; a new event has to be added here. */
export const applianceEventTraits: Readonly<Record<ApplianceEvent['name'], EventTraits>> = {
  'appliance-started': lasting,
  'role-changed': lasting,
  'pre-shared-key-set': lasting,
  'relationship-establishing': lasting,
  'relationship-established': lasting,
  'relationship-refused': lasting,
  'relationship-broken': lasting,
  'link-up': lasting,
  'link-down': lasting,
  'link-refused': lasting,
  'sync-started': lasting,
  'sync-progress': noise,
  'sync-finished': lasting,
  'sync-failed': lasting,
  'sessions-merged': lasting,
  'sessions-discarded': lasting,
  'recordings-lost': lasting,
  'settings-lost': lasting,
  'setting-changed': lasting,
  'swap-started': lasting,
  'swap-finished': lasting,
  'swap-cancelled': lasting,
  'overwrite-announced': lasting,
  'role-conflict': lasting,
  'role-conflict-ended': lasting,
  'failover-by-hand': lasting,
  'automatic-failover': lasting,
  'failover-withheld': lasting,
  'process-starved': lasting,
  'serving-suspended': lasting,
  'serving-resumed': lasting,
  'backup-settings-changed': lasting,
  'address-enabled': lasting,
  'address-disabled': lasting,
  'address-conflict': lasting,
  'address-conflict-ended': lasting,
  'updates-checked': noise,
  'update-check-failed': lasting,
  'update-refused': lasting,
  'update-uploaded': lasting,
  'download-key-made': noise,
  'update-started': lasting,
  'update-step': noise,
  'stored-data-migrated': lasting,
  'update-stalled': lasting,
  'update-broken': lasting,
  'update-repaired': lasting,
  'update-finished': lasting,
  'update-interrupted': lasting,
  'users-disconnected': noise,
  'session-recorded': noise,
  'backup-downloaded': { inHistory: true, isNoise: true },
  'backup-restored': lasting,
  'certificate-created': lasting,
  'certificate-requested': lasting,
  'certificate-imported': lasting,
  'certificate-exported': { inHistory: true, isNoise: true },
  'certificate-assigned': lasting,
  'certificate-removed': lasting,
  'sample-data-loaded': passing,
  'jump-clients-deferred': passing,
  'appliance-ending': lasting,
  'clock-set': lasting,
  'mail-queued': noise,
  'mail-waits': noise,
  'mail-given-up': noise,
  'outbound-event-queued': noise,
  'outbound-event-taken': noise,
  'outbound-event-waits': noise,
  'outbound-event-dropped': noise,
  'address-added': lasting,
  'address-removed': lasting,
  'logged-in': noise,
  'login-failed': noise,
  'account-locked': noise,
  'account-changed': noise,
  'api-account-changed': noise,
  'operation-done': noise,
  alert: lasting,
}
