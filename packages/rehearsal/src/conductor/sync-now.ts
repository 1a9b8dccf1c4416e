import type { ApplianceName } from '@understudy/shared'
import { type Answer, invoke } from './calls.ts'
import { conditionOf } from './conditions.ts'
import type { Stage, Task } from './stage.ts'
import { waitUntil } from './waiting.ts'

/** More attempts would mean that each time another sync had just begun on its own. */
const attemptsMax = 3

/**
 * Starts a sync that carries everything stored now. One already running may have begun without the newest records, so
 * it is left to end first. Answers the lab time of the start.
 */
export function* syncNow(
  stage: Stage,
  appliance: ApplianceName,
  withinMs: number,
): Task<Answer<{ readonly sinceMs: number }>> {
  const idle = [conditionOf({ of: appliance, that: 'sync.state', is: 'idle' }, {})]
  for (let attempt = 1; ; attempt++) {
    const sinceMs = stage.nowMs
    const answer = yield* invoke(stage, appliance, 'sync-now', {}, withinMs)
    if (answer.ok) return { ok: true, value: { sinceMs } }
    if (answer.code !== 'sync-under-way' || attempt === attemptsMax) return answer
    const waited = yield* waitUntil(stage, idle, { withinMs })
    if (!waited.held) return { ok: false, code: '', found: waited.found }
  }
}
