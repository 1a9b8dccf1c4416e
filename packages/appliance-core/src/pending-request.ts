/** An operation that has not been answered yet. */
export interface PendingRequest {
  readonly request: string
  readonly operation: string
  readonly audited: boolean
}
