import type { Step } from '@understudy/rehearsal'
import { type ApplianceName, type LabConfig, rosterOf } from '@understudy/shared'
import type { Mutator } from '../mutator.ts'
import { changed } from '../places.ts'

/** The step is done on the other appliance of the pair, or names it. Its expected result stays the same. */
export const wrongAppliance: Mutator = (runbook, _place, step, lab) => {
  const pair = pairOf(lab)
  // A step that only looks, or asks the site, is on no appliance.
  if (pair === undefined || step.observe === true || step.test === 'through-site') return undefined
  const wrong = onTheOther(step, pair)
  if (wrong.on === step.on && JSON.stringify(wrong.with) === JSON.stringify(step.with))
    return undefined
  return {
    what:
      wrong.on === step.on
        ? `${step.id} names the other appliance`
        : `${step.id} is done on ${(wrong.on ?? '').toUpperCase()}`,
    runbook: changed(runbook, (one) => (one.id === step.id ? wrong : one)),
  }
}

export type Pair = readonly [ApplianceName, ApplianceName]

/** The appliance that serves, and the other. */
export function pairOf({ start, network }: LabConfig): Pair | undefined {
  const other = start.backup ?? rosterOf({ network }).find((name) => name !== start.serves)
  return other === undefined ? undefined : [start.serves, other]
}

/** The step with the two appliances exchanged. */
export function onTheOther(step: Step, [one, other]: Pair): Step {
  const exchanged: Readonly<Record<string, string>> = { [one]: other, [other]: one }
  const { on, with: input } = step
  return {
    ...step,
    ...(on === undefined ? {} : { on: exchanged[on] ?? on }),
    ...(input === undefined ? {} : { with: inInput(input, exchanged) }),
  }
}

const inInput = (
  input: NonNullable<Step['with']>,
  exchanged: Readonly<Record<string, string>>,
): NonNullable<Step['with']> =>
  Object.fromEntries(
    Object.entries(input).map(([field, value]) => [
      field,
      typeof value === 'string'
        ? value.replace(/\$\{([a-z][a-z0-9-]*)\./g, (text, name: string) =>
            exchanged[name] === undefined ? text : `\${${exchanged[name]}.`,
          )
        : value,
    ]),
  )
