import type { Store } from '@understudy/appliance-core'
import type { BackupSettings, InstalledSoftware, Role } from '@understudy/shared'

/** What laws read of an appliance's state on its disk. */
export interface StoredState {
  readonly role: Role
  readonly epoch: number
  /** Absent on an empty disk, as all of it. */
  readonly software?: InstalledSoftware
  readonly addresses: readonly { readonly shared: boolean; readonly enabled: boolean }[]
  readonly backupSettings?: BackupSettings
  /** Null or absent: none is under way. */
  readonly installation?: object | null
  readonly watchedBy?: { readonly timeoutMs: number }
}

export const stateOf = (store: Store): StoredState =>
  JSON.parse(store.values.get('state') ?? '{}') as StoredState
