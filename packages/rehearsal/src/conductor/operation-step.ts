import type { AnyOperationName, ApplianceName, InputOf } from '@understudy/shared'
import { fillIn } from '../runbook/placeholders.ts'
import type { Actor } from '../runbook/schema.ts'
import { secretsOf } from '../runbook/secrets.ts'
import { ask, invoke } from './calls.ts'
import { type Failure, syncedSince } from './conditions.ts'
import { evidenceOf } from './evidence.ts'
import { judgeJumpClientDates } from './jump-client-dates.ts'
import { fileGivenBy, keepFile, withFileOf } from './kept-files.ts'
import type { Task } from './stage.ts'
import { applianceOf, type StepContext, withinMsOf } from './step-context.ts'
import { syncNow } from './sync-now.ts'

/** Operations that may take longer than others. Sessions under way may need ten minutes to end. */
const withinDefaultsMs: Readonly<Partial<Record<AnyOperationName, number>>> = {
  'wind-down-clients': 900_000,
  // They are answered at once or, where the box goes down too fast, never.
  reboot: 60_000,
  'shut-down': 60_000,
  'factory-reset': 60_000,
}
/** A box that goes down may take its answer with it: then its own event says that it does (WEB-04). */
const ending: ReadonlySet<AnyOperationName> = new Set(['reboot', 'shut-down', 'factory-reset'])

/**
 * Carries out a step's operation, of an appliance, the network or the clients; a refusal fails the step with its
 * sentence.
 */
export function* doOperation<K extends AnyOperationName>(
  ctx: StepContext,
  who: Actor,
  operation: K,
): Task<Failure | undefined> {
  const appliance = applianceOf(ctx)
  if (operation === 'sync-now' && appliance !== undefined) return yield* doSyncNow(ctx, appliance)
  if (operation === 'export-jump-clients' && appliance !== undefined)
    return yield* doExport(ctx, appliance)
  const { stage, step, placeholders, evidence } = ctx
  // checkRunbook has proved that the input fits the operation.
  const values = { ...placeholders, ...secretsOf(stage.plan.preSharedKey) }
  const filled = fillIn(step.with ?? {}, values) as InputOf<K>
  const input = withFileOf(stage, operation, filled)
  const withinMs = withinMsOf(ctx, withinDefaultsMs[operation])
  const keepAs = fileGivenBy(step.id, operation, input)
  const endingsBefore = stage.endingsOf(who)
  const answer = yield* ask(stage, who, operation, input, withinMs, keepAs)
  if (!answer.ok) {
    const isGone = ending.has(operation) && stage.endingsOf(who) > endingsBefore
    if (!isGone) return refusedBy(who, operation, answer.found)
    evidence.push(`${who}: ${operation} begun; it went down before it had answered.`)
    return undefined
  }
  if (operation === 'remove-clients') stage.areClientsRemoved = true
  if (operation === 'reinstall-clients') stage.areClientsRemoved = false
  evidence.push(...evidenceOf(operation, who, answer.value, input))
  evidence.push(...keepFile(stage, step.id, operation, answer.value, keepAs))
  return undefined
}

/** If the step waits for something, it also waits for this very sync to end. */
function* doSyncNow(ctx: StepContext, appliance: ApplianceName): Task<Failure | undefined> {
  const answer = yield* syncNow(ctx.stage, appliance, withinMsOf(ctx))
  if (!answer.ok) return refusedBy(appliance, 'sync-now', answer.found)
  ctx.evidence.push(`${appliance}: sync begun.`)
  if (ctx.step.until !== undefined) ctx.pending.push(syncedSince(appliance, answer.value.sinceMs))
  return undefined
}

/** The list is not only exported but read: it is exported for its dates (CLI-04). */
function* doExport(ctx: StepContext, appliance: ApplianceName): Task<Failure | undefined> {
  const operation = 'export-jump-clients'
  const { stage, step, evidence } = ctx
  const answer = yield* invoke(stage, appliance, operation, {}, withinMsOf(ctx))
  if (!answer.ok) return refusedBy(appliance, operation, answer.found)
  evidence.push(...judgeJumpClientDates(ctx, appliance, answer.value.csv))
  evidence.push(...keepFile(stage, step.id, operation, answer.value))
  return undefined
}

const refusedBy = (who: Actor, operation: string, found: string): Failure => ({
  expected: `${nameOf(who)} to do ${operation}`,
  found,
})

const nameOf = (who: Actor): string => (who === 'network' || who === 'clients' ? `the ${who}` : who)
