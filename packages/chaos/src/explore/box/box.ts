import type { ApplianceMemory, ApplianceTimer, Store } from '@understudy/appliance-core'
import type { DiskFacts } from './disk-facts.ts'

/** The store of a box that is copied whenever the box goes two ways; `MemoryStore` is one. */
export interface CopyableStore extends Store {
  copy(): CopyableStore
}

/**
 * One appliance between two batches: a state, never changed, met once for all moments that are the same
 * ({@link Boxes}). What it says of time is as of its own `nowMs`; only differences count.
 */
export interface Box {
  readonly id: number
  readonly nowMs: number
  readonly disk: CopyableStore
  readonly facts: DiskFacts
  /** null = no process runs. */
  readonly memory: ApplianceMemory | null
  readonly timers: ReadonlyMap<ApplianceTimer, number>
  /** Links that its carrier holds for it: dialing or up. */
  readonly ends: readonly string[]
  /** How many of its links were accepted: the next one has the next number. */
  readonly accepted: number
  /** How often it has asked for chance. */
  readonly drawn: number
}

/** A box as it comes out of a step, before it is known which one it is. */
export type BoxDraft = Omit<Box, 'id' | 'facts' | 'accepted'>
