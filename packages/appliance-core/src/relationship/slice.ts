import type { PendingRequest } from '../pending-request.ts'
import { defineSlice } from '../slice.ts'
import type { Establishing } from './establishing.ts'
import type { Swap } from './swapping.ts'

/** What changes in the relationship just now. Only `relationship/` imports it; others ask `under-way.ts`. */
export interface RelationshipSlice {
  establishing: Establishing | null
  /** The operator who breaks it waits for the peer's word on that link. */
  breaking: { readonly request: PendingRequest<'break-relationship'>; readonly link: string } | null
  swap: Swap | null
}

export const relationshipSlice = defineSlice<RelationshipSlice>('relationship', () => ({
  establishing: null,
  breaking: null,
  swap: null,
}))
