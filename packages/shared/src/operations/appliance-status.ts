import { type Static, Type } from 'typebox'
import { roles } from '../roles.ts'
import { installationSteps } from '../updates/installation-steps.ts'
import { BackupSettings } from './backup-settings.ts'
import type { Frozen } from './operation.ts'
import { Count, orNull, TimeMs } from './schemas.ts'

/** What an appliance loses by becoming another's backup; null = that appliance has not told. */
const Loss = Type.Object({ records: Count, recordings: orNull(Count), settings: orNull(Count) })

const Relationship = Type.Object({
  id: Type.String(),
  /** The peer's GUID. */
  peer: Type.String(),
  peerHost: Type.String(),
  peerPort: Type.Integer(),
  link: Type.Enum(['up', 'down']),
  lastCheckAtMs: orNull(TimeMs),
  /** What the peer last said about itself; null = nothing since the start. */
  peerRole: orNull(Type.Enum(roles)),
  peerEpoch: orNull(Count),
  /** Whether the peer's package and build are the same; different ones stop the sync (FO-05). */
  peerPackage: Type.Enum(['same', 'different']),
  /** Both have the same role; nothing is synced until an operator gives one of them the other role (FO-13). */
  conflict: Type.Boolean(),
  /** In a conflict: what is lost if this appliance gives way, and if its peer does (FO-13). */
  forecast: orNull(Type.Object({ thisGivesWay: Loss, peerGivesWay: Loss })),
})

const Sync = Type.Object({
  state: Type.Enum(['never', 'running', 'idle']),
  lastFinishedAtMs: orNull(TimeMs),
  lastResult: Type.Enum(['never', 'success', 'failed']),
  lastReason: Type.String(),
  digestsAgree: Type.Boolean(),
  recordsReceived: Count,
  /** Of the sync running now, as counted by the backup, which leads it. */
  bytesReceived: Count,
  blobsReceived: Count,
  blobsMissing: Count,
})

/** SYN-07: what would be lost if the primary vanished now, as far as this appliance knows. */
const Exposure = Type.Object({
  records: Type.Integer(),
  bytes: Type.Integer(),
  sinceSyncMs: orNull(Type.Integer()),
})

const Address = Type.Object({
  address: Type.String(),
  /** Both appliances have it. */
  shared: Type.Boolean(),
  enabled: Type.Boolean(),
  /** Others that claim it now (NET-02). */
  conflictsWith: Type.Array(Type.String()),
})

/** The state of automatic failover on this appliance (FO-12). */
const Failover = Type.Object({
  /** It is the backup, and will take over by itself. */
  watching: Type.Boolean(),
  /** How long the primary has been silent; null = it is not watched. */
  silentMs: orNull(Count),
  /** Why it stays the backup although the primary is silent; null = nothing holds it back. */
  withheld: orNull(Type.String()),
})

/** What `status` answers: all that pages, checks and the CLI show about an appliance. */
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
  /** `checking`: was stopped, asks its peer whether it may still serve (FO-15). `serving`: takes clients that reach it. */
  state: Type.Enum(['serving', 'backup', 'maintenance', 'swapping', 'establishing', 'checking']),
  hasPreSharedKey: Type.Boolean(),
  relationship: orNull(Relationship),
  sync: Sync,
  /** null = standalone. */
  exposure: orNull(Exposure),
  addresses: Type.Array(Address),
  backupSettings: BackupSettings,
  failover: Failover,
  /** Whether the site's name leads here, as the network says. */
  siteLeadsHere: Type.Boolean(),
  /** What clients that check may object to, address by address; '' = nothing (CRT-02). */
  certificates: Type.Object({ trouble: Type.String() }),
  /** The box's clock: whether NTP sets it, and how far it goes ahead of the true time (WEB-04). */
  clock: Type.Object({ ntp: Type.Boolean(), offMs: Type.Integer() }),
  installation: orNull(
    Type.Object({
      package: Type.String(),
      startedAtMs: TimeMs,
      /** When it ends if it does not stall (UPD-06). */
      endsAtMs: TimeMs,
      /** What is being done; what was done before is on disk. */
      step: Type.Enum(installationSteps),
      done: Type.Array(Type.Enum(installationSteps)),
      /** `stalled`: it will not end by itself. `broken`: restarted while it had stalled; only support helps (UPD-07). */
      state: Type.Enum(['running', 'stalled', 'broken']),
    }),
  ),
  sessions: Type.Object({
    stored: Count,
    active: Count,
    waiting: Count,
    recordings: Count,
    recordedBytes: Count,
    /** Recorded here since the last successful sync with a peer. */
    ownSinceSync: Type.Integer(),
  }),
  users: Type.Object({ consoles: Count, customers: Count }),
  /** Jump Clients and Jumpoints together (CLI-03, CLI-04). */
  jumpClients: Type.Object({
    known: Count,
    /** Connected now, with the site's version. */
    online: Count,
    upgradePending: Count,
    /** Missed too many versions (UPD-08). */
    stranded: Count,
  }),
  settings: Count,
})
export type ApplianceStatus = Frozen<Static<typeof ApplianceStatus>>
