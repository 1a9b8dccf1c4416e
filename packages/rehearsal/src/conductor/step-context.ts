import { type ApplianceName, parseDuration } from '@understudy/shared'
import type { Placeholders } from '../runbook/placeholders.ts'
import type { Step } from '../runbook/schema.ts'
import type { Condition } from './conditions.ts'
import type { Stage } from './stage.ts'

/** What the parts of a step share. */
export interface StepContext {
  readonly stage: Stage
  readonly step: Step
  readonly placeholders: Placeholders
  /** When each appliance last got a site package in this rehearsal. */
  readonly siteUpdates: Map<ApplianceName, number>
  /** Sentences with the values seen, in the order they were seen. */
  readonly evidence: string[]
  /** What the action itself must still bring about; waited for with `until`. */
  readonly pending: Condition[]
}

/** The appliance the step is about; undefined = none, the network, or the clients. */
export const applianceOf = ({ step: { on } }: StepContext): ApplianceName | undefined =>
  on === undefined || on === 'network' || on === 'clients' ? undefined : on

const withinDefaultMs = 600_000

/** How long the step may wait for any one thing, in lab time. */
export function withinMsOf({ step }: StepContext, defaultMs: number = withinDefaultMs): number {
  return (step.within === undefined ? undefined : parseDuration(step.within)) ?? defaultMs
}

/** How long a waiting step waits. */
export function waitMsOf({ step, stage }: StepContext): number {
  if (step.wait === 'between-windows') return stage.plan.lab.betweenWindowsMs
  return parseDuration(step.wait ?? '') ?? 0
}

export function warn({ stage, step }: StepContext, code: string, message: string): void {
  stage.record({ name: 'warning', step: step.id, code, message })
}

/** The same with a number of records that will be lost: later steps may lose that many and no more. */
export function warnOfLoss(ctx: StepContext, code: string, message: string, count: number): void {
  ctx.stage.record({ name: 'warning', step: ctx.step.id, code, message, count })
  ctx.stage.noteAnnounced(count)
}
