import type {
  AcknowledgedSession,
  ApplianceName,
  ApplianceStatus,
  OutputOf,
} from '@understudy/shared'
import { type Answer, ask, invoke, networkStatusOf, statusOf } from './calls.ts'
import type { Stage, Task } from './stage.ts'

/** Page size of one find-sessions request. */
const pageSize = 1_000

/** Whose sessions count as kept. */
export type AuditScope =
  /** The rehearsal is over: whatever production does not hold is lost. */
  | 'production'
  /** It was stopped, maybe between swing and sync: what either appliance still holds is not lost yet. */
  | 'either'

/**
 * Asks for every session that was acknowledged to a client (SYN-06) and reports those not held. Undefined = reported;
 * otherwise why it could not be.
 */
export function* audit(
  stage: Stage,
  scope: AuditScope,
  timeLeftMs: () => number,
): Task<string | undefined> {
  const holder = yield* findHolder(stage, timeLeftMs)
  if (holder === undefined) return 'no appliance told its status'
  const listed = yield* ask(stage, 'clients', 'list-acknowledged', {}, timeLeftMs())
  if (!listed.ok) return listed.found
  const acknowledged = listed.value.map(({ lsid, externalKey }) => ({ lsid, externalKey }))
  const missing = yield* missingOn(stage, holder, acknowledged, timeLeftMs)
  if (!missing.ok) return missing.found
  const lost =
    scope === 'either'
      ? yield* missingElsewhere(stage, holder, missing.value, timeLeftMs)
      : missing.value
  stage.record({ name: 'audit', acknowledged: acknowledged.length, lost, holder })
  return undefined
}

/** Those of the sessions that the appliance does not hold. */
function* missingOn(
  stage: Stage,
  appliance: ApplianceName,
  sessions: readonly AcknowledgedSession[],
  timeLeftMs: () => number,
): Task<Answer<readonly AcknowledgedSession[]>> {
  const missing: AcknowledgedSession[] = []
  for (let from = 0; from < sessions.length; from += pageSize) {
    const page = sessions.slice(from, from + pageSize)
    const answer: Answer<OutputOf<'find-sessions'>> = yield* invoke(
      stage,
      appliance,
      'find-sessions',
      { sessions: page },
      timeLeftMs(),
    )
    if (!answer.ok) return answer
    missing.push(...answer.value.missing)
  }
  return { ok: true, value: missing }
}

/** Those that no other appliance holds either; one that does not answer counts as holding nothing. */
function* missingElsewhere(
  stage: Stage,
  holder: ApplianceName,
  sessions: readonly AcknowledgedSession[],
  timeLeftMs: () => number,
): Task<readonly AcknowledgedSession[]> {
  let missing = sessions
  for (const other of stage.askable.filter((name) => name !== holder)) {
    const answer = yield* missingOn(stage, other, missing, timeLeftMs)
    if (answer.ok) missing = answer.value
  }
  return missing
}

/** The primary; if there is none, where the network leads the site's clients; failing that, whoever answers. */
function* findHolder(stage: Stage, timeLeftMs: () => number): Task<ApplianceName | undefined> {
  const known: { appliance: ApplianceName; status: ApplianceStatus }[] = []
  for (const appliance of stage.askable) {
    const answer = yield* statusOf(stage, appliance, timeLeftMs())
    if (answer.ok) known.push({ appliance, status: answer.value })
  }
  const primary = known.find(({ status }) => status.role === 'primary')
  if (primary !== undefined) return primary.appliance
  const network = yield* networkStatusOf(stage, timeLeftMs())
  const leadsTo = network.ok ? network.value.siteLeadsTo : null
  const holder = known.find(({ appliance }) => appliance === leadsTo) ?? known[0]
  return holder?.appliance
}
