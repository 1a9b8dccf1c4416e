import type { Runbook, Step } from '@understudy/rehearsal'
import type { Mutator } from '../mutator.ts'
import { type Place, stepsOf, withSteps } from '../places.ts'

/**
 * The step is done before what it must wait for has happened. A step that acts and then waits has already acted; an
 * installation or a pause has not begun.
 */
export const tooEarly: Mutator = (runbook, { window, index }, step) => {
  const steps = stepsOf(runbook, window)
  const awaited = steps.slice(0, index).findLastIndex(waits)
  const waiting = steps[awaited]
  if (waiting === undefined) return beforeThePause(runbook, { window, index }, step)
  const parts = partsOf(waiting)
  // With nothing between them, this is the mistake `swapped`.
  if (parts === undefined && awaited === index - 1) return undefined
  const { begun, wait } = parts ?? { begun: [], wait: waiting }
  const between = steps.slice(awaited + 1, index)
  return {
    what: `${step.id} is done before ${waiting.id} is over`,
    runbook: withSteps(runbook, window, [
      ...steps.slice(0, awaited),
      ...begun,
      step,
      wait,
      ...between,
      ...steps.slice(index + 1),
    ]),
  }
}

const waits = ({ until = [], update, wait }: Step): boolean =>
  until.length > 0 || update !== undefined || wait !== undefined

/** The action and the wait of a step; undefined if the two cannot be separated. */
function partsOf(step: Step): { readonly begun: readonly Step[]; readonly wait: Step } | undefined {
  if (step.do === undefined) return undefined
  const { until, check, within, ...begun } = step
  const { id, title, guide } = step
  const wait: Step = {
    id: `${id}-over`,
    title,
    guide,
    observe: true,
    ...(until === undefined ? {} : { until }),
    ...(check === undefined ? {} : { check }),
    ...(within === undefined ? {} : { within }),
  }
  return { begun: [begun], wait }
}

/** A window's first step comes after the pause, which is the last step of the window before. */
function beforeThePause(runbook: Runbook, { window, index }: Place, step: Step) {
  const before = stepsOf(runbook, window - 1)
  const pause = before.at(-1)
  if (pause?.wait !== 'between-windows') return undefined
  const without = withSteps(runbook, window, stepsOf(runbook, window).toSpliced(index, 1))
  return {
    what: `${step.id} is done before the pause`,
    runbook: withSteps(without, window - 1, before.toSpliced(-1, 0, step)),
  }
}
