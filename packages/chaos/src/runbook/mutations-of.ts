import { plannedRunbook, type Runbook } from '@understudy/rehearsal'
import type { LabConfig } from '@understudy/shared'
import { dangersOf } from './dangers.ts'
import { repeated } from './kinds/repeated.ts'
import { skipped } from './kinds/skipped.ts'
import { swapped } from './kinds/swapped.ts'
import { tooEarly } from './kinds/too-early.ts'
import { wrongAppliance } from './kinds/wrong-appliance.ts'
import type { Mutation, MutationKind } from './mutation.ts'
import type { Mutator } from './mutator.ts'
import { placesOf, stepAt } from './places.ts'

const mutators = {
  skipped,
  swapped,
  repeated,
  'too-early': tooEarly,
  'wrong-appliance': wrongAppliance,
} as const satisfies Record<Exclude<MutationKind, 'danger'>, Mutator>

/** Every single mistake possible with the runbook as played on that lab: first the guides' own, then step by step. */
export function mutationsOf(runbook: Runbook, lab: LabConfig): readonly Mutation[] {
  // The ways back are played by nobody here, and one that begins after a skipped step is no mistake of the windows.
  const { backOut: _, ...planned } = plannedRunbook(runbook, lab)
  const byStep = placesOf(planned).flatMap((place) => {
    const step = stepAt(planned, place)
    if (step === undefined) return []
    return (Object.keys(mutators) as (keyof typeof mutators)[]).flatMap((kind) => {
      const made = mutators[kind](planned, place, step, lab)
      return made === undefined ? [] : [{ id: `${kind}:${step.id}`, kind, step: step.id, ...made }]
    })
  })
  return [...dangersOf(planned, lab), ...byStep]
}
