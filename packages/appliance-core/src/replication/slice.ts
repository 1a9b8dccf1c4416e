import type { LogHead, SyncTrigger } from '@understudy/shared'
import { defineSlice } from '../slice.ts'
import type { RunningSync, ServedSync } from './running-sync.ts'

/** The syncs under way. Only `replication/` imports it; others ask `under-way.ts`. */
export interface ReplicationSlice {
  /** The sync that this backup leads. */
  sync: RunningSync | null
  /** The sync that this primary serves. */
  served: ServedSync | null
  /** A sync that a lost link interrupted and that goes on when the link is back. */
  interruptedSync: SyncTrigger | null
  /** Up to where the pulls on the peer's link have been answered; null = none has been. */
  answered: { readonly link: string; readonly heads: readonly LogHead[] } | null
  /** Why recordings that the primary lacks could not be fetched, as last told. */
  toldMissing: string | null
}

export const replicationSlice = defineSlice<ReplicationSlice>('replication', () => ({
  sync: null,
  served: null,
  interruptedSync: null,
  answered: null,
  toldMissing: null,
}))
