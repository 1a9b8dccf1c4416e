import type { Epoch, NetworkEvent } from '@understudy/shared'

/** What follows from a change in the network. The carrier performs them in order. */
export type NetworkEffect =
  | { readonly kind: 'record'; readonly event: NetworkEvent }
  /** Tell that appliance who else claims its address; none = the conflict is over (NET-02). */
  | {
      readonly kind: 'conflict'
      readonly appliance: string
      readonly address: string
      readonly others: readonly string[]
    }
  /** Tell that appliance that its claim does not stand: `highest` was seen for the address (FO-14). */
  | {
      readonly kind: 'claim-refused'
      readonly appliance: string
      readonly address: string
      readonly highest: Epoch
    }
  /** Established flows to that address through that appliance are reset. */
  | { readonly kind: 'reset-flows'; readonly appliance: string; readonly address: string }
  /** No byte passes between the two hosts, in either direction, and nothing is said about it. */
  | { readonly kind: 'stall-flows'; readonly from: string; readonly to: string }
  /** Bytes pass between the two hosts again; stalled flows go on. */
  | { readonly kind: 'resume-flows'; readonly from: string; readonly to: string }

/** Where a new flow goes. A black hole accepts and never answers. */
export type Route =
  | { readonly kind: 'to'; readonly appliance: string }
  | { readonly kind: 'black-hole' }
