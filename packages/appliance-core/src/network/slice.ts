import { defineSlice } from '../slice.ts'

/** What the network has told. Only `network/` imports it. */
export interface NetworkSlice {
  /** Who else claims one of our addresses, by address. */
  readonly conflicts: Map<string, readonly string[]>
  /** The network has said that the site's name leads here; false if it has not said so. */
  siteLeadsHere: boolean
}

export const networkSlice = defineSlice<NetworkSlice>('network', () => ({
  conflicts: new Map(),
  siteLeadsHere: false,
}))
