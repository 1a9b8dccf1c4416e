import type { Epoch, Role } from '@understudy/shared'
import type { PendingRequest } from '../pending-request.ts'
import { defineSlice } from '../slice.ts'
import type { Establishing } from './establishing.ts'
import type { Swap } from './swapping.ts'

/** What the peer says of itself in hello and with every probe. */
export interface PeerRole {
  readonly role: Role
  readonly epoch: Epoch
  /** Settings that it changed since the last sync, as it says in a conflict (FO-13). */
  readonly settingsChanged?: number | undefined
}

/** What is changing in the relationship. Only `relationship/` imports it; others ask `under-way.ts`. */
export interface RelationshipSlice {
  establishing: Establishing | null
  /** An operator is breaking it, and waits for the peer's confirmation on that link. */
  breaking: { readonly request: PendingRequest<'break-relationship'>; readonly link: string } | null
  swap: Swap | null
  /** What the peer last said of itself; null = nothing yet. */
  peer: PeerRole | null
  /** Both are in the same role (FO-13). */
  inConflict: boolean
}

export const relationshipSlice = defineSlice<RelationshipSlice>('relationship', () => ({
  establishing: null,
  breaking: null,
  swap: null,
  peer: null,
  inConflict: false,
}))
