import {
  type ApplianceName,
  type ApplianceStatus,
  type ClientsCommand,
  formatDuration,
  type NetworkCommand,
  type NetworkStatus,
  type OperationName,
  type SiteTestCommand,
} from '@understudy/shared'
import type { Stage, Task } from './stage.ts'

/** What came of a call. `code` is the refusal's; empty where nobody answered or a command failed. */
export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: string; readonly found: string }

/** Enough for any operation but those that move much data. Lab time. */
export const callMs = 600_000

/** Invokes an operation and waits for its answer. */
export function* invoke<T>(
  stage: Stage,
  appliance: ApplianceName,
  operation: OperationName,
  input: unknown = {},
  withinMs: number = callMs,
): Task<Answer<T>> {
  const call = stage.invoke(appliance, operation, input)
  return yield* answerTo<T>(stage, call, withinMs, `${operation} on ${appliance}`)
}

/** Gives the clients a command and waits for its result. */
export function* commandClients<T>(
  stage: Stage,
  command: ClientsCommand | SiteTestCommand,
  withinMs: number = callMs,
): Task<Answer<T>> {
  const call = stage.command('clients', command)
  return yield* answerTo<T>(stage, call, withinMs, `${command.kind} of the clients`)
}

/** Does an operation of the network. */
export function* commandNetwork<T>(
  stage: Stage,
  command: NetworkCommand,
  withinMs: number = callMs,
): Task<Answer<T>> {
  const call = stage.command('network', command)
  return yield* answerTo<T>(stage, call, withinMs, `${command.kind} of the network`)
}

export const networkStatusOf = (stage: Stage, withinMs?: number): Task<Answer<NetworkStatus>> =>
  commandNetwork<NetworkStatus>(stage, { kind: 'network-status', input: {} }, withinMs)

export const statusOf = (
  stage: Stage,
  appliance: ApplianceName,
  withinMs?: number,
): Task<Answer<ApplianceStatus>> =>
  invoke<ApplianceStatus>(stage, appliance, 'status', {}, withinMs)

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
    const isAnswer = input.kind === 'answer' || input.kind === 'command-result'
    if (!isAnswer || input.call !== call) continue
    stage.clearTimer(timer)
    if (input.kind === 'command-result')
      return input.result.ok
        ? { ok: true, value: input.result.value as T }
        : { ok: false, code: '', found: input.result.message }
    const { outcome } = input
    return outcome.ok
      ? { ok: true, value: outcome.value as T }
      : { ok: false, code: outcome.refusal.code, found: outcome.refusal.message }
  }
}
