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
  /** Tell that appliance whether the site's name leads to it now. */
  | { readonly kind: 'site-route'; readonly appliance: string; readonly leadsHere: boolean }
  /**
   * That appliance has the address no longer, and nobody is told: flows to it there carry nothing more, either
   * way, and what is sent on them comes to whoever `meets` says (NET-12).
   */
  | { readonly kind: 'address-lost'; readonly appliance: string; readonly address: string }
  /** It has the address again, and still knows the flows to it that were there. */
  | { readonly kind: 'address-back'; readonly appliance: string; readonly address: string }
  /**
   * That appliance has lost its power: its flows carry nothing more, it knows none of them ever after, and
   * nobody is told. Its process is gone with all that was not on disk. Or the power is back, and it starts.
   */
  | { readonly kind: 'power'; readonly appliance: string; readonly isOn: boolean }
  /**
   * Established flows to that address at that appliance are reset: the kernel of a process that has ended does so,
   * or, with `via`, the gateway those that came by that address of its own.
   */
  | {
      readonly kind: 'reset-flows'
      readonly appliance: string
      readonly address: string
      readonly via?: string
    }
  /** Established flows that `from` has dialled to that appliance, by whatever address, are reset. */
  | { readonly kind: 'reset-path'; readonly from: string; readonly appliance: string }
  /**
   * No byte that `from` sends reaches `to` any more, and nothing is said about it. With `fault` every
   * flow that this stalls is to be told to the model's `noteHit`.
   */
  | {
      readonly kind: 'stall-flows'
      readonly from: string
      readonly to: string
      readonly fault?: string
    }
  /** What `from` sends reaches `to` again; what was stalled goes on. */
  | { readonly kind: 'resume-flows'; readonly from: string; readonly to: string }
  /** What `toxicsOf(from, to)` answers has changed: flows of these two are to be fitted to it. */
  | { readonly kind: 'faults-changed'; readonly from: string; readonly to: string }

/** Where a new connection goes. */
export type Route =
  | {
      readonly kind: 'to'
      readonly appliance: string
      /** The address that the appliance is reached at. */
      readonly address: string
      /** The gateway's address that was dialled, null = no gateway between. */
      readonly via: string | null
    }
  /**
   * The first of these addresses does not answer, and nobody says so; the others were not tried yet. What follows
   * are `Attempts`: the name is not asked again.
   */
  | { readonly kind: 'black-hole'; readonly addresses: readonly string[] }
  /** The name leads nowhere. */
  | { readonly kind: 'unknown-host' }
  /** A reset at once: nothing listens there. */
  | { readonly kind: 'refused' }

export const record = (event: NetworkEvent): NetworkEffect => ({ kind: 'record', event })
