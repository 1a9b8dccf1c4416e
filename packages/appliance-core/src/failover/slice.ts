import { defineSlice } from '../slice.ts'

/** Automatic failover (FO-12). Only `failover/` imports it; others ask `watch.ts`. */
export interface FailoverSlice {
  /** When the peer last said anything, or the watch began; null = it has not begun. */
  heardAtMs: number | null
  /** The test addresses have been asked and have not answered yet. */
  isTesting: boolean
  /** Why this backup did not take over when it could have, as last told; null = nothing since the peer was heard. */
  withheld: string | null
  /** When the last input came; null = this is the first one. */
  steppedAtMs: number | null
  /** Why clients are not served until the peer has said who it is (FO-15); null = they are. */
  suspended: string | null
  /** When it last began to wait for an answer to that. */
  askingSinceMs: number | null
  /** The number of the last question about whether this one may still serve. */
  check: number
  /** When such questions were asked, the newest last. */
  questions: readonly { readonly number: number; readonly atMs: number }[]
  /** Until when a primary with a witness may serve; null = it has no such right yet. */
  leaseUntilMs: number | null
  /** The link to the witness, and one that is being dialed. */
  witnessLink: string | null
  witnessDialing: string | null
  /** When the witness was first asked what it has not answered yet; null = it has answered. */
  witnessAskedAtMs: number | null
}

export const failoverSlice = defineSlice<FailoverSlice>('failover', () => ({
  heardAtMs: null,
  isTesting: false,
  withheld: null,
  steppedAtMs: null,
  suspended: null,
  askingSinceMs: null,
  check: 0,
  questions: [],
  leaseUntilMs: null,
  witnessLink: null,
  witnessDialing: null,
  witnessAskedAtMs: null,
}))
