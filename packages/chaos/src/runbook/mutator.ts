import type { Runbook, Step } from '@understudy/rehearsal'
import type { LabConfig } from '@understudy/shared'
import type { Mutation } from './mutation.ts'
import type { Place } from './places.ts'

/** Makes one mistake with one step; undefined if that step does not allow it. */
export type Mutator = (
  runbook: Runbook,
  place: Place,
  step: Step,
  lab: LabConfig,
) => Pick<Mutation, 'what' | 'runbook'> | undefined
