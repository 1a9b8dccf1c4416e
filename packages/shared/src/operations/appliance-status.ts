import { type Static, Type } from 'typebox'
import { roles } from '../roles.ts'
import { BackupSettings } from './backup-settings.ts'
import type { Frozen } from './operation.ts'
import { Count, orNull, TimeMs } from './schemas.ts'

/** What an appliance loses by becoming the backup of another; null = its owner has not said it. */
const Loss = Type.Object({ records: Count, recordings: orNull(Count), settings: orNull(Count) })

const Relationship = Type.Object({
  id: Type.String(),
  /** The peer's GUID. */
  peer: Type.String(),
  peerHost: Type.String(),
  peerPort: Type.Integer(),
  link: Type.Enum(['up', 'down']),
  lastCheckAtMs: orNull(TimeMs),
  /** What the peer last said of itself; null = nothing since the start. */
  peerRole: orNull(Type.Enum(roles)),
  peerEpoch: orNull(Count),
  /** Whether its package and build are the same; different ones stop the sync (FO-05). */
  peerPackage: Type.Enum(['same', 'different']),
  /** Both are in the same role, and nothing is synced until an operator gives one the other (FO-13). */
  conflict: Type.Boolean(),
  /** In a conflict: what is lost if this appliance gives way to its peer, and if the peer gives way to it (FO-13). */
  forecast: orNull(Type.Object({ thisGivesWay: Loss, peerGivesWay: Loss })),
})

const Sync = Type.Object({
  state: Type.Enum(['never', 'running', 'idle']),
  lastFinishedAtMs: orNull(TimeMs),
  lastResult: Type.Enum(['never', 'success', 'failed']),
  lastReason: Type.String(),
  digestsAgree: Type.Boolean(),
  recordsReceived: Count,
  /** Of the sync that runs now, on the backup, which leads it. */
  bytesReceived: Count,
  blobsReceived: Count,
  blobsMissing: Count,
})

/** SYN-07: what would be lost if the primary vanished now, as far as the appliance asked knows. */
const Exposure = Type.Object({
  records: Type.Integer(),
  bytes: Type.Integer(),
  sinceSyncMs: orNull(Type.Integer()),
})

const Address = Type.Object({
  address: Type.String(),
  /** Both appliances carry it. */
  shared: Type.Boolean(),
  enabled: Type.Boolean(),
  /** Others that claim it now (NET-02). */
  conflictsWith: Type.Array(Type.String()),
})

/** Automatic failover, as it stands on this appliance (FO-12). */
const Failover = Type.Object({
  /** It is the backup, and will take over by itself. */
  watching: Type.Boolean(),
  /** How long the primary has been silent; null = it is not watched. */
  silentMs: orNull(Count),
  /** Why it stays the backup although the primary is silent; null = there is no such reason. */
  withheld: orNull(Type.String()),
})

/** What `status` answers: all that pages, checks and the CLI show of an appliance. */
export const ApplianceStatus = Type.Object({
  name: Type.String(),
  guid: Type.String(),
  hostname: Type.String(),
  siteHostname: Type.String(),
  base: Type.String(),
  site: Type.String(),
  apiVersion: Type.String(),
  role: Type.Enum(roles),
  epoch: Count,
  /** `checking` = it was stopped, and asks its peer whether it still may serve (FO-15). `serving` = takes clients if traffic reaches it. */
  state: Type.Enum(['serving', 'backup', 'maintenance', 'swapping', 'establishing', 'checking']),
  hasPreSharedKey: Type.Boolean(),
  relationship: orNull(Relationship),
  sync: Sync,
  /** null = standalone. */
  exposure: orNull(Exposure),
  addresses: Type.Array(Address),
  backupSettings: BackupSettings,
  failover: Failover,
  /** The network's word that the site's name leads here. */
  siteLeadsHere: Type.Boolean(),
  installation: orNull(
    Type.Object({ package: Type.String(), startedAtMs: TimeMs, endsAtMs: TimeMs }),
  ),
  sessions: Type.Object({
    stored: Count,
    active: Count,
    waiting: Count,
    recordings: Count,
    recordedBytes: Count,
    /** Recorded by this appliance since its last successful sync with a peer. */
    ownSinceSync: Type.Integer(),
  }),
  users: Type.Object({ consoles: Count, customers: Count }),
  /** Jump Clients and Jumpoints together (CLI-03, CLI-04). */
  jumpClients: Type.Object({
    known: Count,
    /** Connected now, in the site's version. */
    online: Count,
    upgradePending: Count,
    /** Missed too many versions (UPD-08). */
    stranded: Count,
  }),
  settings: Count,
})
export type ApplianceStatus = Frozen<Static<typeof ApplianceStatus>>
