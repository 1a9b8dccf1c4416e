import type { Store } from '@understudy/appliance-core'
import type { Epoch, LogHead, Role } from '@understudy/shared'
import { canonicalText } from './canonical-text.ts'

/** What is on an appliance's disk, as far as the laws need it. */
export interface DiskFacts {
  readonly role: Role
  readonly epoch: Epoch
  /** Its relationship's id, '' = none. */
  readonly relationship: string
  /** Whether a shared address is enabled. */
  readonly holdsShared: boolean
  readonly heads: readonly LogHead[]
  /** Sorted. */
  readonly lsids: readonly string[]
  /** Of sessions that have begun and not ended. */
  readonly underWay: readonly string[]
}

interface StoredState {
  readonly role: Role
  readonly epoch: Epoch
  readonly relationship: { readonly id: string } | null
  readonly addresses: readonly { readonly shared: boolean; readonly enabled: boolean }[]
}

const stateOf = (store: Store): StoredState | null => {
  const text = store.values.get('state')
  return text === undefined ? null : (JSON.parse(text) as StoredState)
}

const pageRows = 1_000

export function factsOf(store: Store): DiskFacts {
  const state = stateOf(store)
  return {
    role: state?.role ?? 'none',
    epoch: state?.epoch ?? 0,
    relationship: state?.relationship?.id ?? '',
    holdsShared: state?.addresses.some(({ shared, enabled }) => shared && enabled) ?? false,
    heads: store.logs.heads(),
    lsids: store.sessions
      .page(0, pageRows)
      .map(({ row }) => row.lsid)
      .sort(),
    underWay: store.activeSessions.all().map(({ lsid }) => lsid),
  }
}

const texts = new WeakMap<Store, string>()

/**
 * The disk as one text, without the status history: no decision depends on it. A disk is not changed any more once it is
 * a box's, and holds no moment that anything is decided by.
 */
export function diskText(store: Store): string {
  const known = texts.get(store)
  if (known !== undefined) return known
  const text = canonicalText(
    [
      stateOf(store),
      store.values.get('pre-shared-key') ?? null,
      store.values.get('running') ?? null,
      store.settings.all(),
      store.logs.heads(),
      store.activeSessions.all().map(({ lsid }) => lsid),
      store.jumpClients.revision(),
      store.totals(),
    ],
    0,
  )
  texts.set(store, text)
  return text
}
