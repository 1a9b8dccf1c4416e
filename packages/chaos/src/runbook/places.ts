import type { Runbook, Step } from '@understudy/rehearsal'

/** A step's position. */
export interface Place {
  readonly window: number
  readonly index: number
}

export const placesOf = (runbook: Runbook): readonly Place[] =>
  runbook.windows.flatMap(({ steps }, window) => steps.map((_step, index) => ({ window, index })))

export const stepsOf = (runbook: Runbook, window: number): readonly Step[] =>
  runbook.windows[window]?.steps ?? []

export const stepAt = (runbook: Runbook, { window, index }: Place): Step | undefined =>
  runbook.windows[window]?.steps[index]

/** The runbook with other steps in that window; an empty window is removed. */
export function withSteps(runbook: Runbook, window: number, steps: readonly Step[]): Runbook {
  const windows = runbook.windows.map((one, w) =>
    w === window ? { ...one, steps: [...steps] } : one,
  )
  return { ...runbook, windows: windows.filter((one) => one.steps.length > 0) }
}

/** The runbook with each step as `change` returns it; null removes the step. */
export function changed(runbook: Runbook, change: (step: Step) => Step | null): Runbook {
  return runbook.windows.reduce<Runbook>((made, { id }) => {
    const window = made.windows.findIndex((one) => one.id === id)
    const steps = stepsOf(made, window).map(change)
    return withSteps(
      made,
      window,
      steps.filter((step) => step !== null),
    )
  }, runbook)
}
