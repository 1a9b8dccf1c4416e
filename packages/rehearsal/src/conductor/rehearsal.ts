import type { ApplianceName, PlannedStep } from '@understudy/shared'
import { isBetweenWindows } from '../runbook/pause.ts'
import { type Placeholders, placeholdersOf } from '../runbook/placeholders.ts'
import type { Window } from '../runbook/schema.ts'
import { ask } from './calls.ts'
import { closeCompleted, closeStopped } from './closing.ts'
import type { Failure } from './conditions.ts'
import { afterFailure, beforeStep, recordSkipped } from './people.ts'
import { playStep } from './play-step.ts'
import { preflight } from './preflight.ts'
import { prepareLab, versionsNow } from './preparation.ts'
import type { Stage, Task } from './stage.ts'
import type { StepContext } from './step-context.ts'
import { throttlesOf } from './throttles.ts'

/**
 * A rehearsal from setting the keys to the final count. The first failure stops it (REH-03). `onFirstWindow` is called
 * when the lab is ready and the windows begin.
 */
export function* rehearse(stage: Stage, onFirstWindow: () => void): Task<void> {
  recordStart(stage)
  const reason = yield* play(stage, onFirstWindow)
  if (reason === undefined) {
    yield* closeCompleted(stage)
    for (const missed of stage.proofs.missed()) stage.record(missed)
    stage.finish('completed', '')
  } else {
    yield* closeStopped(stage)
    stage.finish('stopped', reason)
  }
}

/** Undefined = played to the end; otherwise why not. */
function* play(stage: Stage, onFirstWindow: () => void): Task<string | undefined> {
  const unprepared = yield* prepareLab(stage)
  if (unprepared !== undefined) return sentence('The lab could not be prepared', unprepared)
  const versions = yield* versionsNow(stage)
  stage.record({ name: 'lab-ready', versions })
  const { start } = stage.plan.lab
  const before = versions.find(({ appliance }) => appliance === start.serves)
  const placeholders = placeholdersOf(stage.plan.lab, before)
  const refused = yield* preflight(stage, versions, placeholders)
  if (refused !== undefined) return sentence('The preflight check refuses', refused)
  const siteUpdates = new Map<ApplianceName, number>()
  const unscheduled = yield* startTimetable(stage)
  if (unscheduled !== undefined) return unscheduled
  onFirstWindow()
  for (const window of stage.plan.runbook.windows) {
    const reason = yield* playWindow(stage, window, placeholders, siteUpdates)
    if (reason !== undefined) return reason
  }
  return undefined
}

/** The lab file's faults begin with the first window; a lab without any has nothing to start. */
function* startTimetable(stage: Stage): Task<string | undefined> {
  if (stage.plan.lab.network.faults.length === 0) return undefined
  const started = yield* ask(stage, 'network', 'start-timetable', {})
  return started.ok ? undefined : `The timetable of faults could not be begun: ${started.found}`
}

function* playWindow(
  stage: Stage,
  { id: window, title, steps }: Window,
  placeholders: Placeholders,
  siteUpdates: Map<ApplianceName, number>,
): Task<string | undefined> {
  stage.record({ name: 'window-started', window, title })
  let reason: string | undefined
  let open = true
  for (const step of steps) {
    // The pause comes last (checkRunbook) and belongs to neither window (REH-10).
    if (isBetweenWindows(step)) {
      stage.record({ name: 'window-ended', window })
      open = false
    }
    const known = { ...placeholders, 'warned.session-gap': stage.announced }
    const about = { stage, step, placeholders: known, siteUpdates }
    reason = yield* playAttended(about, open ? window : '')
    if (reason !== undefined) break
  }
  if (open) stage.record({ name: 'window-ended', window })
  return reason
}

/** One step, with a person's part in it (REH-04). Undefined = the rehearsal goes on. */
function* playAttended(
  about: Omit<StepContext, 'evidence' | 'pending'>,
  window: string,
): Task<string | undefined> {
  const { stage, step } = about
  const unwanted = yield* beforeStep(stage, step)
  if (unwanted !== undefined) {
    recordSkipped(stage, step, window, unwanted)
    return undefined
  }
  for (;;) {
    const failure = yield* playStep({ ...about, evidence: [], pending: [] }, window)
    if (failure === undefined) return undefined
    const reason = sentence(`Step ${step.id} failed`, failure)
    if (!stage.people.isAttended && !stage.people.isTakenUp) return reason
    const answer = yield* afterFailure(stage, step, reason)
    if (answer.word !== 'skip') continue
    recordSkipped(stage, step, window, answer)
    return undefined
  }
}

function recordStart(stage: Stage): void {
  const { runbook, lab, world, seed } = stage.plan
  const steps = runbook.windows.flatMap((window) =>
    window.steps.map((step): PlannedStep => {
      const { id, title, guide, on: appliance = '' } = step
      const within = isBetweenWindows(step) ? '' : window.id
      return { step: id, window: within, title, guide, appliance }
    }),
  )
  stage.record({
    name: 'rehearsal-started',
    runbook: runbook.runbook,
    title: runbook.title,
    world,
    seed,
    lab: lab.name,
    site: lab.network.siteHostname,
    sharedAddress: lab.network.sharedAddress,
    swing: lab.network.swing,
    ...throttlesOf(lab.clients),
    steps,
  })
}

const sentence = (what: string, { expected, found }: Failure) =>
  `${what}: expected ${expected}; found ${found}`.replace(/\.?$/, '.')
