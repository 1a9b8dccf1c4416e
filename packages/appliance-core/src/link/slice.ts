import type { VersionVector } from '@understudy/shared'
import { defineSlice } from '../slice.ts'

/** A link that is up. `peer` = hello exchanged for our relationship. */
export interface LinkState {
  readonly id: string
  readonly side: 'dialed' | 'accepted'
  stage: 'new' | 'hello-sent' | 'establishing' | 'peer' | 'witness'
  /** The older epoch of which a message was last refused here; null = none was. */
  refusedEpoch: number | null
}

/** The links, and what the peer last said of itself. Only `link/` imports it; others ask `peer-link.ts`. */
export interface LinkSlice {
  readonly links: Map<string, LinkState>
  /** The validated link of the relationship. */
  peerLink: string | null
  /** The link that is being dialed for the relationship. */
  dialing: string | null
  /** How many were named here, so that each gets a name of its own. */
  linkCount: number
  /** When the relationship's link last brought a message. */
  lastHeardAtMs: number
  /** When the peer last said what it holds; null = never. */
  lastCheckAtMs: number | null
  /** What the peer held when it last said so. */
  peerVector: VersionVector
  /** The peer's package is another one, and nothing is synced (FO-05). */
  peerPackageDiffers: boolean
  /** The troubles between the two that have been told: the sentence, by kind. */
  readonly troubles: Map<string, string>
}

export const linkSlice = defineSlice<LinkSlice>('link', () => ({
  links: new Map(),
  peerLink: null,
  dialing: null,
  linkCount: 0,
  lastHeardAtMs: 0,
  lastCheckAtMs: null,
  peerVector: [],
  peerPackageDiffers: false,
  troubles: new Map(),
}))
