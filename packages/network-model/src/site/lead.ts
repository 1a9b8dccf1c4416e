import type { Destination } from '../names/destinations.ts'

/** Where the network leads a connection, and why; cables and faults are not considered yet. */
export type Lead =
  /** No address, or an unreachable one; `holdMs`: how long that is remembered. */
  | { readonly kind: 'unknown-host'; readonly holdMs: number }
  | {
      readonly kind: 'address'
      readonly family: Destination['family']
      /** The address that the name resolved to, or that was dialled directly. */
      readonly dialled: string
      /** How long its resolver keeps that answer; 0 = not a name. */
      readonly holdMs: number
      /** The address finally reached: a different one behind the gateway. */
      readonly address: string
      readonly via: string | null
      /** Who is believed to have the address and really has it; null = nobody answers. */
      readonly appliance: string | null
      readonly by: Belief
    }

/** How a neighbour knows who has an address. */
export type Belief =
  /** It asked again: what it believed before has aged. */
  | 'aged'
  | 'asked'
  | 'cached'
  | 'announced'
  /** It believes that one, who no longer has the address. */
  | { readonly leftBy: string }
  /** It asked; several claim the address, and it believes the one that answered last. */
  | 'conflict'
  | 'nobody'

export const ownerOf = (lead: Lead): string | null =>
  lead.kind === 'address' ? lead.appliance : null

/** Of a host's leads, the one that a client takes: the first that leads to anybody. */
export const takenOf = (leads: readonly Lead[]): Lead =>
  leads.find((lead) => ownerOf(lead) !== null) ?? leads[0] ?? { kind: 'unknown-host', holdMs: 0 }

/** Between whom only chance decides: the appliances of all leads as good as the one taken. */
export function ownersByLot(leads: readonly Lead[]): readonly string[] {
  const taken = takenOf(leads)
  const equal = leads.filter(
    (lead) => lead.kind === 'address' && taken.kind === 'address' && lead.family === taken.family,
  )
  return [...new Set(equal.flatMap((lead) => ownerOf(lead) ?? []))]
}
