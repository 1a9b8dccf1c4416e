import type { Caller, OperationName } from '@understudy/shared'

/** Who asked, and for what: all that a refusal needs. */
export interface RefusableRequest {
  readonly request: string
  readonly operation: string
  readonly audited: boolean
}

/** An operation that has not been answered yet. What may be answered follows from its name. */
export interface PendingRequest<K extends OperationName = OperationName> extends RefusableRequest {
  readonly operation: K
  readonly caller: Caller
}
