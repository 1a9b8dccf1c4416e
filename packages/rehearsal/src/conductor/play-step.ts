import {
  type ApplianceName,
  formatDuration,
  isOperationOf,
  targetOf,
  unreachable,
} from '@understudy/shared'
import type { Check } from '../runbook/schema.ts'
import { actionOf } from '../runbook/step-check.ts'
import { pause } from './calls.ts'
import { type Condition, conditionOf, type Failure } from './conditions.ts'
import { doOperation } from './operation-step.ts'
import { turnPage } from './operator.ts'
import { compareKeys, sameKeyEvidence } from './same-key.ts'
import type { Task } from './stage.ts'
import { applianceOf, type StepContext, waitMsOf, withinMsOf } from './step-context.ts'
import { runTest } from './test-step.ts'
import { updateToTarget } from './update-to-target.ts'
import { judgeNow, waitUntil } from './waiting.ts'
import { raiseWarnings } from './warnings.ts'

/** Plays a step: goes to its page, warns, acts, waits, checks. Reports it with everything that was seen. */
export function* playStep(ctx: StepContext, window: string): Task<Failure | undefined> {
  const { stage, step, evidence } = ctx
  const { id, guide, title, on: appliance = '' } = step
  stage.takeNotes()
  stage.record({ name: 'step-started', step: id, window, guide, appliance, title })
  if (step.wait === undefined) yield* turnPage(ctx, '')
  yield* raiseWarnings(ctx)
  const failure = (yield* act(ctx)) ?? (yield* waitForResult(ctx)) ?? (yield* checkResult(ctx))
  stage.record({
    name: 'step-ended',
    step: id,
    outcome: failure === undefined ? 'passed' : 'failed',
    evidence: [...new Set([...evidence, ...stage.takeNotes()])],
    expected: failure?.expected ?? '',
    found: failure?.found ?? '',
  })
  return failure
}

function* act(ctx: StepContext): Task<Failure | undefined> {
  const { stage, step, evidence } = ctx
  const action = actionOf(step)
  const appliance = applianceOf(ctx)
  switch (action) {
    case 'do':
      return yield* operate(ctx, step.do ?? '')
    case 'update':
      if (appliance !== undefined) return yield* updateToTarget(ctx, appliance)
      break
    case 'test':
      return yield* runTest(ctx)
    case 'wait': {
      const durationMs = waitMsOf(ctx)
      if (durationMs > 0) yield* pause(stage, durationMs)
      evidence.push(`Waited ${formatDuration(durationMs)}.`)
      return undefined
    }
    case 'sameKey':
      return yield* haveSameKey(ctx, step.sameKey ?? [])
    case 'approve':
      return yield* askPeople(ctx, `Approved by ${step.approve}; ${asked(ctx)}.`)
    case 'decide':
      return yield* askPeople(ctx, `${step.decide} Decided here: to go on.`)
    case 'observe':
      return undefined
    case undefined:
      break
    default:
      unreachable(action)
  }
  return impossible(ctx)
}

/** Whether they agree is theirs to say on the day; a rehearsal takes their time, and plays what follows (REH-04). */
function* askPeople(ctx: StepContext, sentence: string): Task<undefined> {
  // Where people are asked, they have taken their own time before the step.
  const durationMs = ctx.stage.people.isAttended ? 0 : waitMsOf(ctx)
  if (durationMs > 0) yield* pause(ctx.stage, durationMs)
  ctx.evidence.push(sentence)
  return undefined
}

const asked = ({ stage }: StepContext): string =>
  stage.people.isAttended ? 'somebody said so' : 'a rehearsal asks nobody'

function* haveSameKey(
  ctx: StepContext,
  appliances: readonly ApplianceName[],
): Task<Failure | undefined> {
  const { stage, step, evidence } = ctx
  const failure = yield* compareKeys(stage, step.id, appliances, withinMsOf(ctx))
  if (failure === undefined) evidence.push(sameKeyEvidence(appliances))
  return failure
}

function* operate(ctx: StepContext, operation: string): Task<Failure | undefined> {
  const { on } = ctx.step
  if (on === undefined || !isOperationOf(targetOf(on), operation)) return impossible(ctx)
  return yield* doOperation(ctx, on, operation)
}

const impossible = ({ step }: StepContext): Failure => ({
  expected: 'a step that checkRunbook accepts',
  found: `step ${step.id}`,
})

function* waitForResult(ctx: StepContext): Task<Failure | undefined> {
  const { stage, step, evidence, pending } = ctx
  const conditions = [...pending, ...conditionsOf(ctx, step.until)]
  if (conditions.length === 0) return undefined
  const waited = yield* waitUntil(stage, conditions, { withinMs: withinMsOf(ctx) })
  if (!waited.held) return waited
  evidence.push(...waited.evidence)
  return undefined
}

function* checkResult(ctx: StepContext): Task<Failure | undefined> {
  const { stage, step, evidence } = ctx
  const conditions = conditionsOf(ctx, step.check)
  if (conditions.length === 0) return undefined
  const judged = yield* judgeNow(stage, conditions, withinMsOf(ctx))
  if (!judged.held) return judged
  evidence.push(...judged.evidence)
  return undefined
}

const conditionsOf = (ctx: StepContext, checks: readonly Check[] = []): readonly Condition[] =>
  checks.map((check) => conditionOf(check, ctx.placeholders))
