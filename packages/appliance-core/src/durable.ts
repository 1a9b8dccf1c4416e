import type {
  BackupSettings,
  Epoch,
  InputOf,
  InstallationStep,
  InstalledSoftware,
  Role,
  UpdateKind,
} from '@understudy/shared'
import type { ApplianceConfig } from './ports/config.ts'
import type { Store } from './ports/store.ts'

export interface Relationship {
  readonly id: string
  readonly peerGuid: string
  readonly peerName: string
  readonly peerHost: string
  readonly peerPort: number
}

export interface Installation {
  readonly package: string
  readonly startedAtMs: number
  readonly endsAtMs: number
  /** Absent in what earlier programs stored, whose installations had no steps. */
  readonly step?: InstallationStep
  /** The file that is installed. */
  readonly file?: string
  /** Which text of the licence agreement was accepted. */
  readonly eula?: string
  /** Absent: it runs. `stalled`: it will not end by itself; `broken`: and the box was restarted meanwhile (UPD-07). */
  readonly state?: 'stalled' | 'broken'
}

/** A package whose file is on this box, checked, and not installed yet (UPD-04). */
export interface UploadedPackage {
  readonly file: string
  readonly package: string
  readonly kind: UpdateKind
  readonly version: string
  readonly primaryHostname: string
  readonly licences: number
  readonly licencesExpireAtMs: number | null
  readonly validUntilMs: number
}

/** How far a request for generated sessions has got. */
export interface SampleLoad {
  readonly input: InputOf<'load-sample-data'>
  readonly askedAtMs: number
  /** So many are stored. */
  readonly stored: number
}

/** What outlives the appliance's process, besides logs, settings and blobs. */
export interface DurableState {
  role: Role
  epoch: Epoch
  relationship: Relationship | null
  software: InstalledSoftware
  installation: Installation | null
  /** Absent: none was uploaded. */
  uploads?: readonly UploadedPackage[]
  /** Licences that add-ons have brought (UPD-08). */
  addedLicences?: number
  /** By which of them, so that none is installed twice. */
  addOns?: readonly string[]
  /** When the last site package was installed: clients need a day after it (UPD-08). */
  siteUpdatedAtMs?: number
  /** A request for generated sessions of which a part is stored (LAB-01); absent: none. */
  sampleLoad?: SampleLoad
  /** How far the box's clock goes ahead of the true time; absent: it is right, by NTP (WEB-04). */
  clockOffMs?: number
  /** Those that were changed (FO-11); absent: none was. */
  backupSettings?: BackupSettings
  /** After how much silence the backup takes over by itself, as it last said (FO-15); absent: it does not. */
  watchedBy?: { timeoutMs: number; witness?: { host: string; port: number } }
  /** The primary has confirmed the settings by which it is watched; before that no vote is asked for. */
  watchTold?: boolean
  /** It has ended the relationship as its primary, and the witness has not answered yet; absent: nothing is to be told. */
  leaving?: { relationship: string; held: Epoch; witness: { host: string; port: number } }
  addresses: readonly { address: string; shared: boolean; enabled: boolean }[]
  /** Grows with each change of a setting here. */
  settingsRevision: number
  /** Our own revision at the last sync: settings changed later were changed while apart (SYN-02). */
  syncedSettingsRevision: number
  /** Whose settings were taken over last, and at which revision. */
  adoptedSettings: { guid: string; revision: number } | null
  /** Whose list of Jump Clients it has, and up to which revision. Absent in what earlier programs stored. */
  adoptedJumpClients?: { guid: string; revision: number }
  lastSync: {
    finishedAtMs: number | null
    result: 'never' | 'success' | 'failed'
    reason: string
    digestsAgree: boolean
  }
  /** How many of this appliance's own sessions the peer held at the last sync. */
  ownAtSync: number
  /** The greatest integer LSID given or seen (before 10.6). */
  integerLsid: number
}

const stateKey = 'state'
const keyKey = 'pre-shared-key'
const runningKey = 'running'

/** The durable state, loaded from the store or made for a fresh box; `save` writes it back whole (it is small). */
export class Durable {
  readonly state: DurableState
  readonly #store: Store
  #preSharedKey: string

  constructor(config: ApplianceConfig, store: Store) {
    this.#store = store
    const saved = store.values.get(stateKey)
    this.state = saved === undefined ? freshState(config) : (JSON.parse(saved) as DurableState)
    this.#preSharedKey = store.values.get(keyKey) ?? ''
  }

  /** Writes nothing where nothing has changed: a transaction without a write waits for no disk. */
  save(): void {
    const text = JSON.stringify(this.state)
    if (text !== this.#store.values.get(stateKey)) this.#store.values.put(stateKey, text)
  }

  get preSharedKey(): string {
    return this.#preSharedKey
  }

  setPreSharedKey(key: string): void {
    this.#preSharedKey = key
    this.#store.values.put(keyKey, key)
  }

  /** Notes that the process runs; returns whether the last one ended without saying so. */
  markRunning(): boolean {
    const crashed = this.#store.values.get(runningKey) !== undefined
    this.#store.values.put(runningKey, 'true')
    return crashed
  }

  markStopped(): void {
    this.#store.values.remove(runningKey)
  }
}

function freshState(config: ApplianceConfig): DurableState {
  return {
    role: 'none',
    epoch: 0,
    relationship: null,
    software: config.software,
    installation: null,
    ...(config.clockOffMs === undefined ? {} : { clockOffMs: config.clockOffMs }),
    addresses: config.addresses.map((a) => ({ ...a })),
    settingsRevision: 1,
    syncedSettingsRevision: 1,
    adoptedSettings: null,
    lastSync: { finishedAtMs: null, result: 'never', reason: '', digestsAgree: false },
    ownAtSync: 0,
    integerLsid: 0,
  }
}
