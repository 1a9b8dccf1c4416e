import type { Stage } from '../nemesis/stage.ts'
import type { FaultName } from '../nemesis/table.ts'
import type { Schedule } from '../schedule/schedule.ts'
import { begin, type Course, heal, pass } from './course.ts'
import { finishWork } from './finish-work.ts'
import { logInLast } from './log-in-last.ts'
import { reunite } from './reunite.ts'
import type { Watchers } from './watchers.ts'

/** How often the checkers look, besides after each fault. */
const stepMs = 1_000

/** The faults, each at its time. `hits` counts those that took hold. */
export function* safetyPhase(
  { faults, lab: { safetyMs } }: Schedule,
  stage: Stage,
  watchers: Watchers,
  hits: Map<FaultName, number>,
): Course<void> {
  const startMs = stage.nowMs
  const passTo = (atMs: number) => pass(Math.max(0, startMs + atMs - stage.nowMs))
  const waiting = faults.filter(({ atMs }) => atMs <= safetyMs)
  for (let stepAtMs = 0; stepAtMs <= safetyMs; stepAtMs += stepMs) {
    for (let next = waiting[0]; next !== undefined && next.atMs <= stepAtMs; next = waiting[0]) {
      waiting.shift()
      yield* passTo(next.atMs)
      const words = `${next.fault} ${JSON.stringify(next.with)}`
      watchers.note(words)
      if (yield* begin(next)) hits.set(next.fault, (hits.get(next.fault) ?? 0) + 1)
      else watchers.note(`${words}: nothing to hit`)
      watchers.onStep()
    }
    yield* passTo(stepAtMs)
    watchers.onStep()
  }
}

/** A backup that takes over by itself may do so just after the healing: then the two reunite again. */
const reunionsMax = 4

/** The longest that an appliance waits for its peer, and some more. */
const answeredWithinMs = 15_000

/** Healing, and the two find together again, in sync and with work done. False = they did not, which is noted. */
export function* livenessPhase(stage: Stage, watchers: Watchers): Course<boolean> {
  watchers.note('heals everything')
  yield* heal()
  let why: string | null = null
  for (let round = 0; round < reunionsMax; round++) {
    const reunion = yield* reunite(stage, (a, b) => watchers.onStatus(a, b))
    why = reunion.ok ? yield* finishWork(reunion.primary, stage.lab) : reunion.found
    if (why === null || !reunion.ok) break
  }
  if (why === null) yield* logInLast(stage)
  // Who broke with a box that is no more waits for its answer for ten seconds.
  if (stage.asked.some(({ answer }) => answer === null)) yield* pass(answeredWithinMs)
  if (why === null) return true
  watchers.find('convergence', 'CHA-03', `the two did not find together again: ${why}`)
  return false
}
