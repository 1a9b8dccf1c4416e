import { type EventOf, ofName, type Rehearsal } from './rehearsal.ts'
import type { Report } from './schema.ts'

type Step = Report['steps'][number]

/** Every step that began, then those the runbook still had, where the stream names them. */
export function stepsOf({ events }: Rehearsal): Step[] {
  const ends = new Map(ofName(events, 'step-ended').map((event) => [event.step, event]))
  const turns = ofName(events, 'page-turned')
  // A step that was tried again counts as it ended at last (REH-04).
  const starts = new Map(ofName(events, 'step-started').map((event) => [event.step, event]))
  const reached = [...starts.values()].map((started) => ({
    ...stepOf(started, ends.get(started.step)),
    byHandMs: turns.reduce((sum, turn) => sum + (turn.step === started.step ? turn.tookMs : 0), 0),
  }))
  const known = new Set(reached.map((step) => step.id))
  const planned = ofName(events, 'rehearsal-started')[0]?.steps ?? []
  const missed = planned.filter(({ step }) => !known.has(step))
  return [...reached, ...missed.map(({ step, ...plan }) => notReached({ id: step, ...plan }))]
}

function stepOf(started: EventOf<'step-started'>, ended: EventOf<'step-ended'> | undefined): Step {
  const { step: id, window, title, guide, appliance, atMs: startedAtMs } = started
  const what = { id, window, title, guide, appliance }
  if (ended === undefined) return { ...notReached(what), startedAtMs }
  const { outcome, atMs: endedAtMs, evidence, expected, found } = ended
  return {
    ...what,
    outcome,
    startedAtMs,
    endedAtMs,
    byHandMs: 0,
    evidence: [...evidence],
    expected,
    found,
  }
}

const notReached = (what: Pick<Step, 'id' | 'window' | 'title' | 'guide' | 'appliance'>): Step => ({
  ...what,
  outcome: 'not-reached',
  startedAtMs: null,
  endedAtMs: null,
  byHandMs: 0,
  evidence: [],
  expected: '',
  found: '',
})
