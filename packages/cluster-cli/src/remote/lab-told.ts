import type { Runbook } from '@understudy/rehearsal'
import type { LabConfig, LabEvent, LabFile } from '@understudy/shared'
import type { LabDoors } from '../lab/processes/lab-doors.ts'

/** What a lab's keeper does now. */
export type KeeperState = 'starting' | 'running' | 'rehearsing' | 'failed'

/** A lab as its control door tells it. */
export interface LabTold {
  readonly format: 'understudy-control-1'
  readonly name: string
  readonly state: KeeperState
  /** Why it is so, where that is no matter of course; else "". */
  readonly reason: string
  /** As it stands in its file, with what was set of it. */
  readonly file: LabFile
  readonly lab: LabConfig
  /** The doors that its compose file publishes, on loopback of the machine that it runs on. */
  readonly doors: LabDoors
}

/** A rehearsal that is asked for. The keeper checks all of it again. */
export interface RehearsalAsked {
  readonly runbook: Runbook
  readonly file: LabFile
  readonly seed: string
  /** The site version installed at first and the one to update to, where they are not the file's. */
  readonly from?: string
  readonly to?: string
}

/** A line of a rehearsal's stream: its events as they happen, what its steps downloaded, and at last how long it took. */
export type RehearsalLine =
  | { readonly event: LabEvent }
  | { readonly kept: string; readonly text: string }
  | { readonly wallTimeMs: number }
  | { readonly failure: string }
