import type { Step } from '../runbook/schema.ts'
import type { ConductorInput } from './contract.ts'
import type { Stage, Task } from './stage.ts'
import type { Awaited } from './wishes.ts'

/** A person's word to a rehearsal that is attended (REH-04). */
export type PersonSays = Extract<ConductorInput, { kind: 'person' }>

/**
 * Asks a person and waits, as long as they take; the time is theirs, no machine's. They go on, or skip the step with a
 * reason, which the report keeps.
 */
function* askPerson(stage: Stage, { id }: Step, kind: Awaited, question: string): Task<PersonSays> {
  const askedAtMs = stage.nowMs
  stage.record({ name: 'person-awaited', step: id, kind, question })
  stage.people.awaits = kind
  for (;;) {
    const input = yield
    if (input.kind !== 'person' || input.word === 'pause') continue
    const { word, reason = '' } = input
    if (word === 'skip' && reason === '') continue
    stage.people.awaits = null
    const tookMs = stage.nowMs - askedAtMs
    stage.record({ name: 'person-answered', step: id, word, reason, tookMs })
    return input
  }
}

/** Before a step: who asked for a pause gets it, who has to agree or decide does. Undefined = it is played. */
export function* beforeStep(stage: Stage, step: Step): Task<PersonSays | undefined> {
  if (!stage.people.isAttended) return undefined
  const question = questionOf(step, stage.people.takePause())
  if (question === undefined) return undefined
  const answer = yield* askPerson(stage, step, ...question)
  return answer.word === 'skip' ? answer : undefined
}

function questionOf(
  { title, approve, decide }: Step,
  isPaused: boolean,
): readonly [Awaited, string] | undefined {
  if (approve !== undefined) return ['approve', `${title}. Approval by ${approve}.`]
  if (decide !== undefined) return ['decide', decide]
  return isPaused ? ['pause', `Paused before: ${title}.`] : undefined
}

/** After a failure: it is tried again from this step on, or skipped. */
export const afterFailure = (stage: Stage, step: Step, failure: string): Task<PersonSays> =>
  askPerson(stage, step, 'failure', failure)

/** A step that a person has skipped: its reason is in the report, and a warning beside the verdict. */
export function recordSkipped(
  stage: Stage,
  { id: step, guide, title, on: appliance = '' }: Step,
  window: string,
  { reason = '' }: PersonSays,
): void {
  const evidence = [`Skipped: ${reason}`]
  stage.record({ name: 'step-started', step, window, guide, appliance, title })
  stage.record({ name: 'step-ended', step, outcome: 'skipped', evidence, expected: '', found: '' })
  const message = `${title} was skipped: ${reason}`
  stage.record({ name: 'warning', step, code: 'step-skipped', message })
}
