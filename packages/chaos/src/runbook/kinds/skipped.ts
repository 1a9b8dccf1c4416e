import type { Mutator } from '../mutator.ts'
import { stepsOf, withSteps } from '../places.ts'

/** The step is not done. */
export const skipped: Mutator = (runbook, { window, index }, step) => ({
  what: `${step.id} is skipped`,
  runbook: withSteps(runbook, window, stepsOf(runbook, window).toSpliced(index, 1)),
})
