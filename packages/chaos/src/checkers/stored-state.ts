import type { Store } from '@understudy/appliance-core'
import type { BackupSettings, InstallationStep, InstalledSoftware, Role } from '@understudy/shared'

/** What laws read of an appliance's state on its disk. */
export interface StoredState {
  readonly role: Role
  readonly epoch: number
  /** Absent on an empty disk, as all of it. */
  readonly software?: InstalledSoftware
  readonly addresses: readonly { readonly shared: boolean; readonly enabled: boolean }[]
  readonly backupSettings?: BackupSettings
  /** Null or absent: none is under way. */
  readonly installation?: { readonly step?: InstallationStep } | null
  readonly watchedBy?: { readonly timeoutMs: number; readonly witness?: unknown }
}

interface ReadState {
  readonly text: string
  readonly state: StoredState
}

/** Each store's as it was last read: a text that has not changed since is not parsed again. */
const lastRead = new WeakMap<Store, ReadState>()

/** Nobody may change it. */
export function stateOf(store: Store): StoredState {
  const text = store.values.get('state') ?? '{}'
  const last = lastRead.get(store)
  if (last?.text === text) return last.state
  const state = JSON.parse(text) as StoredState
  lastRead.set(store, { text, state })
  return state
}
