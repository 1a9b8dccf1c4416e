import {
  type AnyOperationName,
  type ApplianceName,
  type ApplianceStatus,
  formatDuration,
  type InputOf,
  type NetworkStatus,
  type OperationName,
  type OutputOf,
  type SiteTestCommand,
  type SiteTestResult,
} from '@understudy/shared'
import type { Actor } from '../runbook/schema.ts'
import type { Stage, Task } from './stage.ts'

/** The result of a call. `code` is the refusal's; empty if nobody answered or a command failed. */
export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: string; readonly found: string }

/** Enough for any operation except those that move much data. Lab time. */
export const callMs = 600_000

/** Asks whoever the operation belongs to, and waits for the answer. */
export function* ask<K extends AnyOperationName>(
  stage: Stage,
  who: Actor,
  operation: K,
  input: InputOf<K>,
  withinMs: number = callMs,
  keepAs?: string,
): Task<Answer<OutputOf<K>>> {
  const call = stage.ask(who, operation, input, keepAs)
  const what = who === 'network' || who === 'clients' ? `of the ${who}` : `on ${who}`
  return yield* answerTo<OutputOf<K>>(stage, call, withinMs, `${operation} ${what}`)
}

/** Asks an appliance to perform an operation. */
export const invoke = <K extends OperationName>(
  stage: Stage,
  appliance: ApplianceName,
  operation: K,
  input: InputOf<K>,
  withinMs?: number,
): Task<Answer<OutputOf<K>>> => ask(stage, appliance, operation, input, withinMs)

export function* runSiteTest(
  stage: Stage,
  input: SiteTestCommand['input'],
  withinMs: number,
): Task<Answer<SiteTestResult>> {
  const call = stage.command('clients', { kind: 'run-site-test', input })
  return yield* answerTo<SiteTestResult>(stage, call, withinMs, 'run-site-test of the clients')
}

export const networkStatusOf = (stage: Stage, withinMs?: number): Task<Answer<NetworkStatus>> =>
  ask(stage, 'network', 'network-status', {}, withinMs)

export const statusOf = (
  stage: Stage,
  appliance: ApplianceName,
  withinMs?: number,
): Task<Answer<ApplianceStatus>> => invoke(stage, appliance, 'status', {}, withinMs)

/** Lets lab time pass. */
export function* pause(stage: Stage, durationMs: number): Task<void> {
  const timer = stage.setTimer(durationMs)
  for (;;) {
    const input = yield
    if (input.kind === 'timer' && input.timer === timer) return
  }
}

function* answerTo<T>(stage: Stage, call: string, withinMs: number, what: string): Task<Answer<T>> {
  const timer = stage.setTimer(withinMs)
  for (;;) {
    const input = yield
    if (input.kind === 'timer' && input.timer === timer)
      return {
        ok: false,
        code: '',
        found: `no answer to ${what} within ${formatDuration(withinMs)}`,
      }
    if (input.kind !== 'answer' || input.call !== call) continue
    stage.clearTimer(timer)
    const { outcome } = input
    return outcome.ok
      ? { ok: true, value: outcome.value as T }
      : { ok: false, code: outcome.refusal.code, found: outcome.refusal.message }
  }
}
