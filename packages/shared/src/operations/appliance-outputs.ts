import { type Static, Type } from 'typebox'
import { roles } from '../roles.ts'
import { updateKinds } from '../updates/package-file.ts'
import type { Frozen } from './operation.ts'
import { Count, FileName, orNull, SessionKey, TimeMs } from './schemas.ts'

/** What the operations of the appliances' table answer, except {@link ApplianceStatus}. */

/** Entries of the status history are the events themselves: `name`, and the fields of that event (FO-08). */
export const HistoryOutput = Type.Object({
  history: Type.Array(
    Type.Intersect([
      Type.Object({ atMs: TimeMs, name: Type.String() }),
      Type.Record(Type.String(), Type.Unknown()),
    ]),
  ),
})

/** Two appliances asked with the same nonce give the same proof if their keys are the same. */
export const KeyProofOutput = Type.Object({ proof: Type.String({ pattern: '^[0-9a-f]{64}$' }) })

/** The role that the appliance has now. */
export const RoleOutput = Type.Object({ role: Type.Enum(roles), epoch: Count })
export const EstablishOutput = Type.Object({
  relationship: Type.String(),
  role: Type.Enum(roles),
  epoch: Count,
})
export const BreakOutput = Type.Object({ peerTold: Type.Boolean() })
export const SyncNowOutput = Type.Object({ started: Type.Literal(true) })
export const SettingsOutput = Type.Record(Type.String(), Type.String())

/** A backup that lies ready on the appliance (BAK-01). */
export const BackupMade = Type.Object({
  /** By this name it is fetched from the appliance, while it is among its newest files. */
  file: FileName,
  siteHostname: Type.String(),
  site: Type.String(),
  takenAtMs: TimeMs,
  sizeBytes: Count,
  /** Whether a passphrase is needed to restore it. */
  encrypted: Type.Boolean(),
  settings: Count,
  jumpClients: Count,
  /** How many sessions of the logged history are in it. */
  sessions: Count,
  /** How many the appliance had stored by then. */
  storedSessions: Count,
})

/** What a backup brought back. */
export const BackupRestored = Type.Object({
  siteHostname: Type.String(),
  site: Type.String(),
  takenAtMs: TimeMs,
  /** All that are in the backup; they have replaced those that were here. */
  settings: Count,
  /** Those that were not here. */
  jumpClients: Count,
  sessions: Count,
  /** Recordings that the sessions name and no backup contains. */
  recordingsMissing: Count,
})

export const UpdatesOutput = Type.Object({
  updates: Type.Array(
    Type.Object({
      name: Type.String(),
      kind: Type.Enum(updateKinds),
      version: Type.String(),
      installable: Type.Boolean(),
      /** Why it is greyed, in the product's words; empty = it can be installed (UPD-01). */
      reason: Type.String(),
      primaryHostname: Type.String(),
      licences: Count,
      /** null = never. */
      licencesExpireAtMs: orNull(TimeMs),
      /** Where it is: still at the update server, or uploaded to this box already (UPD-04). */
      source: Type.Enum(['update-server', 'uploaded']),
    }),
  ),
})
/** What is shown before the button is pressed: the licence agreement, and whom the update cuts off (UPD-03, UPD-06). */
export const UpdatePreview = Type.Object({
  package: Type.String(),
  eula: Type.Object({ version: Type.String(), text: Type.String() }),
  warning: Type.String(),
  users: Type.Object({ consoles: Count, customers: Count, sessions: Count }),
  durationMs: Count,
  /** What should be done or waited for first (UPD-08). */
  advice: Type.Array(Type.String()),
})
export const DownloadKeyOutput = Type.Object({ key: Type.String(), expiresAtMs: TimeMs })
export const UploadOutput = Type.Object({
  package: Type.String(),
  kind: Type.Enum(updateKinds),
  version: Type.String(),
  primaryHostname: Type.String(),
  licences: Count,
  licencesExpireAtMs: orNull(TimeMs),
})
export const RepairOutput = Type.Object({ base: Type.String(), site: Type.String() })
export const InstallOutput = Type.Object({ package: Type.String(), durationMs: Count })
export const ConsoleInstallerOutput = Type.Object({
  package: Type.String(),
  version: Type.String(),
  fileName: Type.String(),
  sizeBytes: Count,
})

export const SessionsPage = Type.Object({
  sessions: Type.Array(
    Type.Object({
      lsid: Type.String(),
      lseq: Type.Integer(),
      externalKey: Type.String(),
      startedAtMs: TimeMs,
      endedAtMs: TimeMs,
      recordingBytes: Count,
    }),
  ),
  /** The cursor of the next page; null = this was the last. */
  next: orNull(Type.Integer()),
})

/** How a Jump Client's installed version compares to the site's. */
export const jumpClientDetails = [
  'up-to-date',
  'upgrade-pending',
  'stranded',
  'newer-than-site',
] as const
export type JumpClientDetail = (typeof jumpClientDetails)[number]

const JumpClientRow = Type.Object({
  name: Type.String(),
  kind: Type.Enum(['jump-client', 'jumpoint']),
  mode: Type.Enum(['active', 'passive']),
  version: Type.String(),
  state: Type.Enum(['online', 'offline']),
  detail: Type.Enum(jumpClientDetails),
  /** When it last checked in with the site's version; null = never. */
  lastCheckInMs: orNull(TimeMs),
})
export type JumpClientRow = Frozen<Static<typeof JumpClientRow>>

export const JumpClientsPage = Type.Object({
  jumpClients: Type.Array(JumpClientRow),
  /** The name after which the next page begins; null = this was the last. */
  next: orNull(Type.String()),
})
export const JumpClientsExport = Type.Object({ csv: Type.String(), count: Count })
export const FindSessionsOutput = Type.Object({ missing: Type.Array(SessionKey) })
export const SampleDataOutput = Type.Object({ sessions: Count, recordings: Count })
