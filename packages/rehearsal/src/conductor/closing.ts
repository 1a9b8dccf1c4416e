import type { ApplianceName } from '@understudy/shared'
import { type AuditScope, audit } from './audit.ts'
import { ask, statusOf } from './calls.ts'
import { type Failure, syncedSince } from './conditions.ts'
import { versionsNow } from './preparation.ts'
import type { Stage, Task } from './stage.ts'
import { syncNow } from './sync-now.ts'
import { waitUntil } from './waiting.ts'

/** Sessions under way must end, and the last sync be made, within this. Lab time. */
const closingMs = 6 * 3_600_000
/** A lab that has failed may not answer; this is the longest wait for it. */
const stoppedMs = 60_000

/**
 * The end of a rehearsal that was played through: work ends, both appliances hold everything, everything is counted.
 */
export function* closeCompleted(stage: Stage): Task<void> {
  yield* countPopulation(stage, closingMs)
  const ended = yield* ask(stage, 'clients', 'wind-down-clients', {}, closingMs)
  if (!ended.ok) warn(stage, `The clients did not end their work: ${ended.found}`)
  const failure = yield* lastSync(stage)
  if (failure !== undefined)
    warn(stage, `The last sync failed: expected ${failure.expected}, found ${failure.found}.`)
  yield* count(stage, 'production', () => closingMs)
}

/** The end of one that was stopped: whatever a lab that may be broken can still report. */
export function* closeStopped(stage: Stage): Task<void> {
  const deadlineMs = stage.nowMs + stoppedMs
  yield* countPopulation(stage, stoppedMs)
  yield* count(stage, 'either', () => Math.max(1, deadlineMs - stage.nowMs))
}

/** Counts the clients while they are still at work (CLI-08). */
function* countPopulation(stage: Stage, withinMs: number): Task<void> {
  const counted = yield* ask(stage, 'clients', 'count-population', {}, withinMs)
  if (counted.ok) stage.record({ name: 'population-counted', groups: counted.value.groups })
  else warn(stage, `The clients could not be counted: ${counted.found}`)
}

function* count(stage: Stage, scope: AuditScope, timeLeftMs: () => number): Task<void> {
  const problem = yield* audit(stage, scope, timeLeftMs)
  if (problem !== undefined) warn(stage, `The sessions could not be counted: ${problem}`)
  const versions = yield* versionsNow(stage, timeLeftMs())
  stage.record({ name: 'versions-after', versions })
}

/** Brings what was recorded since the last sync to the backup, if there is one. */
function* lastSync(stage: Stage): Task<Failure | undefined> {
  const backup = yield* findBackup(stage)
  if (backup === undefined) return undefined
  const started = yield* syncNow(stage, backup, closingMs)
  if (!started.ok) return { expected: `${backup} to sync`, found: started.found }
  const waited = yield* waitUntil(stage, [syncedSince(backup, started.value.sinceMs)], {
    withinMs: closingMs,
  })
  return waited.held ? undefined : waited
}

function* findBackup(stage: Stage): Task<ApplianceName | undefined> {
  for (const appliance of stage.askable) {
    const answer = yield* statusOf(stage, appliance)
    if (answer.ok && answer.value.role === 'backup') return appliance
  }
  return undefined
}

function warn(stage: Stage, message: string): void {
  stage.record({ name: 'warning', step: 'audit', code: 'closing', message })
}
