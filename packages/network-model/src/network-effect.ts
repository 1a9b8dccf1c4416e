import type { Epoch, NetworkEvent } from '@understudy/shared'

/** What follows from a change in the network. The carrier carries effects out in order. */
export type NetworkEffect =
  | {
      readonly kind: 'record'
      readonly event: NetworkEvent
      /** Who tells it; absent = the network. */
      readonly source?: string
    }
  /** Tell that appliance who else claims its address; nobody = the conflict is over (NET-02). */
  | {
      readonly kind: 'conflict'
      readonly appliance: string
      readonly address: string
      readonly others: readonly string[]
    }
  /** Tell that appliance that its claim is refused: epoch `highest` was seen for the address (FO-14). */
  | {
      readonly kind: 'claim-refused'
      readonly appliance: string
      readonly address: string
      readonly highest: Epoch
    }
  /** Tell that appliance whether the site's name leads to it now. */
  | { readonly kind: 'site-route'; readonly appliance: string; readonly leadsHere: boolean }
  /**
   * That appliance no longer has the address, and nobody is told: flows to it at that address carry nothing more in
   * either direction; `meets` says who receives what is sent on them (NET-12).
   */
  | { readonly kind: 'address-lost'; readonly appliance: string; readonly address: string }
  /** It has the address again, and still knows its earlier flows there. */
  | { readonly kind: 'address-back'; readonly appliance: string; readonly address: string }
  /**
   * Off: the appliance has lost power. Its flows carry nothing more, it has forgotten them for good, and nobody
   * is told; its process is gone with all that was not on disk. On: the power is back, and it starts.
   */
  | { readonly kind: 'power'; readonly appliance: string; readonly isOn: boolean }
  /**
   * Established flows to that address at that appliance are reset, as the kernel does when a process ends. With
   * `via` the gateway resets those that came through its own address `via`.
   */
  | {
      readonly kind: 'reset-flows'
      readonly appliance: string
      readonly address: string
      readonly via?: string
    }
  /** Established flows that `from` has dialled to that appliance, at any address, are reset. */
  | { readonly kind: 'reset-path'; readonly from: string; readonly appliance: string }
  /**
   * No byte that `from` sends reaches `to` any more, without any notice. With `fault`, the carrier reports
   * every flow that this stalls to the model's `noteHit`.
   */
  | {
      readonly kind: 'stall-flows'
      readonly from: string
      readonly to: string
      readonly fault?: string
    }
  /** What `from` sends reaches `to` again; what was stalled goes on. */
  | { readonly kind: 'resume-flows'; readonly from: string; readonly to: string }
  /** The result of `toxicsOf(from, to)` has changed: the carrier updates the flows of these two. */
  | { readonly kind: 'faults-changed'; readonly from: string; readonly to: string }

/** Where a new connection goes. */
export type Route =
  | {
      readonly kind: 'to'
      readonly appliance: string
      /** The address at which the appliance is reached. */
      readonly address: string
      /** The gateway's address that was dialled, null = no gateway in between. */
      readonly via: string | null
    }
  /**
   * The first of these addresses stays silent; the others were not tried yet. `Attempts` goes on from here: the name
   * is not looked up again.
   */
  | { readonly kind: 'black-hole'; readonly addresses: readonly string[] }
  /** The name leads nowhere. */
  | { readonly kind: 'unknown-host' }
  /** A reset at once: nothing listens there. */
  | { readonly kind: 'refused' }

export const record = (event: NetworkEvent, source?: string): NetworkEffect => ({
  kind: 'record',
  event,
  ...(source === undefined ? {} : { source }),
})
