import { formatDuration, type LabEvent } from '@understudy/shared'
import type { Condition, Failure } from './conditions.ts'
import type { Stage, Task } from './stage.ts'
import { StatusWatch } from './status-watch.ts'

export interface WaitOptions {
  readonly withinMs: number
  /** How often to ask without a reason to. */
  readonly pollMs?: number
  /** Says of an event why waiting any longer is pointless. */
  readonly hopeless?: (event: LabEvent) => string | undefined
}

/** If no event asks for it, a status is requested again after this long. */
const pollMsDefault = 30_000

export type Waited =
  | { readonly held: true; readonly evidence: readonly string[] }
  | ({ readonly held: false } & Failure)

/**
 * Waits until all conditions hold at once: judged on statuses that no event has outdated, and again after each event of
 * an actor concerned.
 */
export function* waitUntil(
  stage: Stage,
  conditions: readonly Condition[],
  { withinMs, pollMs = pollMsDefault, hopeless }: WaitOptions,
): Task<Waited> {
  const watch = new StatusWatch(stage, conditions)
  const deadline = stage.setTimer(withinMs)
  let poll = stage.setTimer(pollMs)
  const done = (waited: Waited): Waited => {
    stage.clearTimer(deadline)
    stage.clearTimer(poll)
    return waited
  }
  const failed = (found: string) =>
    done({ held: false, expected: watch.expected(), found: `${watch.found()}${found}` })
  for (;;) {
    watch.refresh()
    if (watch.holds()) return done({ held: true, evidence: watch.evidence() })
    const input = yield
    watch.take(input)
    if (input.kind === 'event') {
      const why = hopeless?.(input.event)
      if (why !== undefined) return failed(`; ${why}`)
    }
    if (input.kind !== 'timer') continue
    if (input.timer === deadline) return failed(` after ${formatDuration(withinMs)}`)
    if (input.timer === poll) {
      watch.overtake()
      poll = stage.setTimer(pollMs)
    }
  }
}

/** Judges the conditions once, on statuses requested now. */
export function* judgeNow(
  stage: Stage,
  conditions: readonly Condition[],
  withinMs: number,
): Task<Waited> {
  const watch = new StatusWatch(stage, conditions)
  const deadline = stage.setTimer(withinMs)
  watch.refresh()
  while (!watch.answered()) {
    const input = yield
    if (input.kind === 'timer' && input.timer === deadline) break
    if (input.kind === 'answer') watch.take(input)
  }
  stage.clearTimer(deadline)
  if (watch.holds()) return { held: true, evidence: watch.evidence() }
  return { held: false, expected: watch.expected(), found: watch.found() }
}
