import { Conductor, type RehearsalPlan } from '@understudy/rehearsal'
import type { LabEvent } from '@understudy/shared'

/** The events of a rehearsal whose lab never got to run, so that there is a report all the same. */
export function endBeforeItBegan(plan: RehearsalPlan, reason: string): readonly LabEvent[] {
  const conductor = new Conductor(plan)
  const atMs = plan.lab.startsAtMs
  const effects = [
    ...conductor.step({ kind: 'start' }, atMs),
    ...conductor.step({ kind: 'abort', reason }, atMs),
  ]
  return effects.flatMap((effect) =>
    effect.kind === 'record' ? [{ ...effect.event, atMs, source: 'conductor' }] : [],
  )
}
