import type { Destination } from '../names/destinations.ts'

/** Where the network leads a connection, and why there: cables and faults not yet asked. */
export type Lead =
  /** No address, or one to which there is no way; `holdMs`: how long that is remembered. */
  | { readonly kind: 'unknown-host'; readonly holdMs: number }
  | {
      readonly kind: 'address'
      readonly family: Destination['family']
      /** What the name was resolved to, or what was dialled. */
      readonly dialled: string
      /** How long its resolver keeps that answer; 0 = it was no name. */
      readonly holdMs: number
      /** Where that is reached: behind the gateway another. */
      readonly address: string
      readonly via: string | null
      /** Who is believed to have the address and has it; null = nobody answers. */
      readonly appliance: string | null
      readonly by: Belief
    }

/** How a neighbour knows who has an address. */
export type Belief =
  /** It asked, and had asked before: what it believed then has aged. */
  | 'aged'
  | 'asked'
  | 'cached'
  | 'announced'
  /** It is what it believes, but that one has left the address. */
  | { readonly leftBy: string }
  /** It asked; more than one claims it, and that one answered last. */
  | 'conflict'
  | 'nobody'

export const ownerOf = (lead: Lead): string | null =>
  lead.kind === 'address' ? lead.appliance : null

/** The lead that a client takes of those that a host gives it: the first that leads to anybody. */
export const takenOf = (leads: readonly Lead[]): Lead =>
  leads.find((lead) => ownerOf(lead) !== null) ?? leads[0] ?? { kind: 'unknown-host', holdMs: 0 }

/** Who is reached by chance alone: the appliances of all leads that are as good as the one that is taken. */
export function ownersByLot(leads: readonly Lead[]): readonly string[] {
  const taken = takenOf(leads)
  const equal = leads.filter(
    (lead) => lead.kind === 'address' && taken.kind === 'address' && lead.family === taken.family,
  )
  return [...new Set(equal.flatMap((lead) => ownerOf(lead) ?? []))]
}
