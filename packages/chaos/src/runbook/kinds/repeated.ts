import type { Runbook } from '@understudy/rehearsal'
import type { Mutator } from '../mutator.ts'
import { placesOf, stepAt, stepsOf, withSteps } from '../places.ts'

/** The step is done twice. */
export const repeated: Mutator = (runbook, { window, index }, step) => ({
  what: `${step.id} is done twice`,
  runbook: withSteps(
    runbook,
    window,
    stepsOf(runbook, window).toSpliced(index + 1, 0, { ...step, id: unusedId(runbook, step.id) }),
  ),
})

/** Step ids are unique; the repeated step differs only in its id. */
function unusedId(runbook: Runbook, id: string): string {
  const used = new Set(placesOf(runbook).map((place) => stepAt(runbook, place)?.id))
  let free = `${id}-repeated`
  while (used.has(free)) free += '-again'
  return free
}
