import type { Mutator } from '../mutator.ts'
import { stepsOf, withSteps } from '../places.ts'

/** The step is done after the one that follows it. */
export const swapped: Mutator = (runbook, { window, index }, step) => {
  const steps = stepsOf(runbook, window)
  const next = steps[index + 1]
  if (next === undefined) return undefined
  return {
    what: `${next.id} is done before ${step.id}`,
    runbook: withSteps(runbook, window, steps.toSpliced(index, 2, next, step)),
  }
}
