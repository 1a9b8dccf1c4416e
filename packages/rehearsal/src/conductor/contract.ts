import type {
  ApplianceName,
  ConductorEvent,
  InputOf,
  LabCommand,
  LabConfig,
  LabEvent,
  OperationName,
  Outcome,
} from '@understudy/shared'
import type { Runbook } from '../runbook/schema.ts'

/** Everything one execution of a runbook needs. */
export interface RehearsalPlan {
  readonly runbook: Runbook
  readonly lab: LabConfig
  readonly world: 'real' | 'virtual'
  readonly seed: string
  /** Given to the appliances, and the witness. Secret: only ever in `invoke` of set-pre-shared-key. */
  readonly preSharedKey: string
  /** Whether people are asked to approve and decide, and what to do when a step fails (REH-04). Default: nobody is. */
  readonly attended?: boolean
}

/** What the conductor is told (DESIGN 9). The conductor names the calls. */
export type ConductorInput =
  | { readonly kind: 'start' }
  | { readonly kind: 'timer'; readonly timer: string }
  /** Exactly one for each `invoke` and each `command`. */
  | { readonly kind: 'answer'; readonly call: string; readonly outcome: Outcome<unknown> }
  /** Every event of the lab except the conductor's own. */
  | { readonly kind: 'event'; readonly event: LabEvent }
  /**
   * In an attended rehearsal (REH-04). `pause`: before the next step. `go-on`: also approves, and tries a failed step again.
   * `skip` needs a reason. A word that nobody has asked for changes nothing.
   */
  | {
      readonly kind: 'person'
      readonly word: 'pause' | 'go-on' | 'skip'
      readonly reason?: string
    }
  /**
   * Another process goes on with what was left at that time of the lab. From now on people are asked, or are not: who goes on may say
   * otherwise than who began.
   */
  | { readonly kind: 'taken-up'; readonly leftAtMs: number; readonly isAttended: boolean }
  /** A person or the lab ends it: Ctrl-C, a process that died for good. */
  | { readonly kind: 'abort'; readonly reason: string }

export type ConductorEffect =
  | {
      /**
       * An operation that takes a file names one that is kept: it is handed over first. `keepAs`: the file that it gives
       * is fetched and kept under that name before the answer.
       */
      readonly kind: 'invoke'
      readonly call: string
      readonly appliance: ApplianceName
      readonly operation: OperationName
      readonly input: InputOf<OperationName>
      readonly keepAs?: string
    }
  | {
      readonly kind: 'command'
      readonly call: string
      readonly to: 'network' | 'clients'
      readonly command: LabCommand
    }
  | { readonly kind: 'set-timer'; readonly timer: string; readonly atMs: number }
  | { readonly kind: 'clear-timer'; readonly timer: string }
  | { readonly kind: 'record'; readonly event: ConductorEvent }
  /** What a step downloaded, kept beside the report. `file` is a plain name. */
  | { readonly kind: 'keep'; readonly file: string; readonly text: string }
  /** The last effect. The events recorded so far are the whole report. */
  | {
      readonly kind: 'finished'
      readonly outcome: 'completed' | 'stopped'
      readonly reason: string
    }
