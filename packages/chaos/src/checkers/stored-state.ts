import type { Store } from '@understudy/appliance-core'
import type { BackupSettings, InstalledSoftware, Role } from '@understudy/shared'

/** What laws read of an appliance's state on its disk. */
export interface StoredState {
  readonly role: Role
  readonly epoch: number
  readonly software: InstalledSoftware
  readonly addresses: readonly { readonly shared: boolean; readonly enabled: boolean }[]
  readonly backupSettings?: BackupSettings
  readonly watchedBy?: { readonly timeoutMs: number; readonly witness?: unknown }
}

export const stateOf = (store: Store): StoredState =>
  JSON.parse(store.values.get('state') ?? '{}') as StoredState
