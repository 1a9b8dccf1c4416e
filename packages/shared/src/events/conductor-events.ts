import type { GroupCount } from '../clients/population.ts'

export type StepOutcome = 'passed' | 'failed' | 'skipped'

/** What a runbook may set out to do; one that does none of it only passes time (REH-08). */
export type Purpose = 'installation' | 'swing' | 'role' | 'check'

/** A step that the runbook has, reached or not: so that a report can name those that were not. */
export interface PlannedStep {
  readonly step: string
  readonly window: string
  readonly title: string
  readonly guide: string
  readonly appliance: string
}

/** Told by the conductor. */
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
      /** Of a lab that has Jump Clients; null = that throttle is off (CLI-03). */
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
  /** The operator has gone on to the next page; that took so long until now, and no machine had to do with it (REH-10). */
  | { name: 'page-turned'; step: string; tookMs: number }
  /** An administrator of the lab file could not; `appliance` is empty where the site led to nobody. */
  | { name: 'setting-not-changed'; key: string; appliance: string; reason: string }
  /** `count`: of a warning that names a number, how many records it announces as lost. */
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
  /** Before the end of one that was played through: what it set out to do, and what never came. `step` is empty of all of them. */
  | { name: 'purpose-missed'; purpose: Purpose; step: string; message: string }
  | { name: 'rehearsal-ended'; outcome: 'completed' | 'stopped'; reason: string }
