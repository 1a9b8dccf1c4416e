import { defineSlice } from '../slice.ts'

/** Automatic failover (FO-12). Only `failover/` imports it; others ask `watch.ts`. */
export interface FailoverSlice {
  /** When the peer last said anything, or the watch began; null = it has not begun. */
  heardAtMs: number | null
  /** The test addresses have been asked and have not answered yet. */
  isTesting: boolean
  /** Why this backup did not take over when it could have, as last told; null = nothing since the peer was heard. */
  withheld: string | null
}

export const failoverSlice = defineSlice<FailoverSlice>('failover', () => ({
  heardAtMs: null,
  isTesting: false,
  withheld: null,
}))
