import type { ApplianceMemory, ApplianceTimer, Store } from '@understudy/appliance-core'
import type { DiskFacts } from './disk-facts.ts'

/** A box's store, copied whenever the box branches; `MemoryStore` is one. */
export interface CopyableStore extends Store {
  copy(): CopyableStore
}

/**
 * One appliance between two batches: an immutable state, shared by all moments that are equal ({@link Boxes}). Its
 * times are relative to its own `nowMs`; only differences count.
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
  /** How many of its links were accepted; the next one is numbered from there. */
  readonly accepted: number
  /** How many random draws it has made. */
  readonly drawn: number
}

/** A box as a step leaves it, before it is known which box it is. */
export type BoxDraft = Omit<Box, 'id' | 'facts' | 'accepted'>
