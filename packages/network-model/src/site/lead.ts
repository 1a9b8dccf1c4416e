/** Where the network leads a connection, and why there: cables and faults not yet asked. */
export type Lead =
  | { readonly kind: 'unknown-host' }
  | {
      readonly kind: 'address'
      /** What the name was resolved to, or what was dialled. */
      readonly dialled: string
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
