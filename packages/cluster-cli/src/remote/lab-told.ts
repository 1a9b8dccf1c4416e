import type { Runbook } from '@understudy/rehearsal'
import type { LabConfig, LabEvent, LabFile } from '@understudy/shared'
import type { LabDoors } from '../lab/processes/lab-doors.ts'

/** What a lab's keeper is doing. */
export type KeeperState = 'starting' | 'running' | 'rehearsing' | 'failed'

/** A lab as its control door describes it. */
export interface LabTold {
  readonly format: 'understudy-control-1'
  readonly name: string
  readonly state: KeeperState
  /** Why it is in this state, if that needs a reason; otherwise "". */
  readonly reason: string
  /** As its file has it, with the settings made. */
  readonly file: LabFile
  readonly lab: LabConfig
  /** The doors its compose file publishes, on loopback of its own machine. */
  readonly doors: LabDoors
}

/** A request for a rehearsal. The keeper checks all of it again. */
export interface RehearsalAsked {
  readonly runbook: Runbook
  readonly file: LabFile
  readonly seed: string
  /** The site version installed at first and the one to update to, if not the file's. */
  readonly from?: string
  readonly to?: string
}

/**
 * A line of a rehearsal's stream: its events as they happen, what its steps downloaded, and finally how long it took.
 */
export type RehearsalLine =
  | { readonly event: LabEvent }
  | { readonly kept: string; readonly text: string }
  | { readonly kept: string; readonly base64: string }
  | { readonly wallTimeMs: number }
  | { readonly failure: string }
