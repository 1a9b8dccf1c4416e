import type { GroupCount } from '../clients/population.ts'

export type StepOutcome = 'passed' | 'failed' | 'skipped'

/** What a runbook may set out to do; one that does none of these only passes time (REH-08). */
export type Purpose = 'installation' | 'swing' | 'role' | 'check'

/** A step of the runbook, reached or not, so that a report can name the steps that were never reached. */
export interface PlannedStep {
  readonly step: string
  readonly window: string
  readonly title: string
  readonly guide: string
  readonly appliance: string
}

/** Events from the conductor. */
export type ConductorEvent =
  | {
      name: 'rehearsal-started'
      runbook: string
      title: string
      world: 'real' | 'virtual'
      seed: string
      lab: string
      site: string
      sharedAddress: string
      swing?: 'shared-ip' | 'dns' | 'nat'
      /** Only for a lab with Jump Clients; null = that throttle is off (CLI-03). */
      jumpClients?: {
        readonly count: number
        readonly concurrentUpgradesMax: number | null
        readonly connectionRateMax: number | null
      }
      steps?: readonly PlannedStep[]
    }
  | { name: 'lab-ready'; versions: readonly { appliance: string; base: string; site: string }[] }
  | { name: 'window-started'; window: string; title: string }
  | { name: 'window-ended'; window: string }
  | {
      name: 'step-started'
      step: string
      window: string
      guide: string
      appliance: string
      title: string
    }
  | {
      name: 'step-ended'
      step: string
      outcome: StepOutcome
      evidence: readonly string[]
      expected: string
      found: string
    }
  /** The operator moved on to the next page; `tookMs` is the person's time alone, no machine's (REH-10). */
  | { name: 'page-turned'; step: string; tookMs: number }
  /** An attended rehearsal waits for a person; `failure`: to try the step again, or to skip it (REH-04). */
  | {
      name: 'person-awaited'
      step: string
      kind: 'pause' | 'approve' | 'decide' | 'failure'
      question: string
    }
  | {
      name: 'person-answered'
      step: string
      word: 'go-on' | 'skip'
      reason: string
      /** The person's time alone. */
      tookMs: number
    }
  /**
   * Another process goes on with it (REH-04). At `leftAtMs` it was left: the lab was stopped then, and its clients with it, whose
   * sessions and outages end there.
   */
  | { name: 'rehearsal-taken-up'; leftAtMs: number }
  /** An administrator of the lab file could not change a setting; `appliance` is empty if the site led to nobody. */
  | { name: 'setting-not-changed'; key: string; appliance: string; reason: string }
  /** `count`: how many records the warning announces as lost, if it names a number. */
  | { name: 'warning'; step: string; code: string; message: string; count?: number }
  | {
      name: 'audit'
      acknowledged: number
      lost: readonly { lsid: string; externalKey: string }[]
      holder: string
    }
  | { name: 'population-counted'; groups: readonly GroupCount[] }
  | {
      name: 'versions-after'
      versions: readonly { appliance: string; base: string; site: string }[]
    }
  /** Told before a completed runbook ends: a step did not do what it is for; empty `step` = no step of the runbook did. */
  | { name: 'purpose-missed'; purpose: Purpose; step: string; message: string }
  | { name: 'rehearsal-ended'; outcome: 'completed' | 'stopped'; reason: string }
