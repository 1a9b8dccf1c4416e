import { createRandom } from '@understudy/shared'
import { pause } from './calls.ts'
import type { Task } from './stage.ts'
import type { StepContext } from './step-context.ts'

/**
 * The person carrying out the runbook goes to the next page, reads it and finds the button (REH-10). How long that
 * takes depends only on seed, step and page, so that nothing else in a lab changes it.
 */
export function* turnPage({ stage, step }: StepContext, page: string): Task<void> {
  const { seed, lab } = stage.plan
  const { pageMsMin, pageMsMax } = lab.operator
  const tookMs = createRandom(`${seed}/operator/${step.id}/${page}`).integer(pageMsMin, pageMsMax)
  if (tookMs === 0) return
  yield* pause(stage, tookMs)
  stage.record({ name: 'page-turned', step: step.id, tookMs })
}
