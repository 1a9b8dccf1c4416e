import type { EventRecipient } from '@understudy/shared'
import { defineSlice } from '../slice.ts'

/** What a process knows of one recipient, beside what waits for it (on disk). */
export interface Delivery {
  /** The number of the event that the carrier has now. */
  sending: number | null
  /** Attempts in a row that failed, since when, and why the last one did. */
  failures: number
  failingSinceMs: number | null
  trouble: string | null
  /** When the next attempt is due. */
  retryAtMs: number
  /** Whether its contacts were told. */
  told: boolean
}

/** Only `outbound/` imports it. */
export interface OutboundSlice {
  /** By the names of the recipients. */
  readonly deliveries: Map<string, Delivery>
  /** The recipients as they were last read, and the text that they were read from. */
  read: { readonly text: string; readonly recipients: readonly EventRecipient[] } | null
}

export const outboundSlice = defineSlice<OutboundSlice>('outbound', () => ({
  deliveries: new Map(),
  read: null,
}))
