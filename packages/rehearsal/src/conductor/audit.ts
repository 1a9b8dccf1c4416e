import {
  type AcknowledgedSession,
  type ApplianceName,
  type ApplianceStatus,
  applianceNames,
} from '@understudy/shared'
import { type Answer, commandClients, invoke, statusOf } from './calls.ts'
import type { Stage, Task } from './stage.ts'

/** One question of find-sessions. */
const pageSize = 1_000

/**
 * Asks the appliance in production for every session that was acknowledged to a client (SYN-06), and
 * tells which it does not hold. Undefined = told; else why it could not be.
 */
export function* audit(stage: Stage, timeLeftMs: () => number): Task<string | undefined> {
  const holder = yield* findHolder(stage, timeLeftMs)
  if (holder === undefined) return 'no appliance told its status'
  const listed = yield* commandClients<readonly AcknowledgedSession[]>(
    stage,
    { kind: 'list-acknowledged' },
    timeLeftMs(),
  )
  if (!listed.ok) return listed.found
  const acknowledged = listed.value.map(({ lsid, externalKey }) => ({ lsid, externalKey }))
  const lost: AcknowledgedSession[] = []
  for (let from = 0; from < acknowledged.length; from += pageSize) {
    const sessions = acknowledged.slice(from, from + pageSize)
    const answer: Answer<{ missing: readonly AcknowledgedSession[] }> = yield* invoke(
      stage,
      holder,
      'find-sessions',
      { sessions },
      timeLeftMs(),
    )
    if (!answer.ok) return answer.found
    lost.push(...answer.value.missing)
  }
  stage.record({ name: 'audit', acknowledged: acknowledged.length, lost, holder })
  return undefined
}

/** The primary; without one, whoever has the shared address; without that, whoever answers. */
function* findHolder(stage: Stage, timeLeftMs: () => number): Task<ApplianceName | undefined> {
  const known: { appliance: ApplianceName; status: ApplianceStatus }[] = []
  for (const appliance of applianceNames) {
    const answer = yield* statusOf(stage, appliance, timeLeftMs())
    if (answer.ok) known.push({ appliance, status: answer.value })
  }
  const holder =
    known.find(({ status }) => status.role === 'primary') ??
    known.find(({ status }) => status.addresses.some((a) => a.shared && a.enabled)) ??
    known[0]
  return holder?.appliance
}
