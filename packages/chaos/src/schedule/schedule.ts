import type { ScheduledFault } from '../nemesis/scheduled-fault.ts'
import type { LabOptions } from './lab-options.ts'

/**
 * What a lab is held to. `safe`: the shared address is fenced, so no two may have it unreported and nothing
 * acknowledged may be lost. `product`: the product's own rules on a plain network, where two nodes without a witness
 * can part, and what the backup did not have is lost with the primary's disk (SYN-07).
 */
export const modes = ['safe', 'product'] as const
export type Mode = (typeof modes)[number]

/**
 * Everything a run depends on, as plain data: it can be drawn, shrunk, written as a scenario file and played again, and
 * the same schedule gives the same trace (CHA-01, CHA-07).
 */
export interface Schedule {
  /** Seeds everything random in the lab: what clients do, what the network loses. */
  readonly seed: string
  readonly mode: Mode
  readonly lab: LabOptions
  /** In time order. */
  readonly faults: readonly ScheduledFault[]
}
