import {
  type ApplianceName,
  applianceNames,
  type InputOf,
  type InstalledSoftware,
  type OperationName,
} from '@understudy/shared'
import type { Check } from '../runbook/schema.ts'
import { ask, invoke, pause, statusOf } from './calls.ts'
import { conditionOf, type Failure, syncedSince } from './conditions.ts'
import type { Stage, Task } from './stage.ts'
import { syncNow } from './sync-now.ts'
import { throttleSettings } from './throttles.ts'
import { waitUntil } from './waiting.ts'

/** Loading and syncing what the lab file asks for may take as long as it takes. */
const preparationMs = 6 * 3_600_000
/**
 * Traffic before the first window, so that it meets a site in use. Not the sync interval: a window
 * that begins in the same instant as a sync would play differently each time.
 */
const warmUpMs = 330_000

export type Versions = readonly ({ readonly appliance: ApplianceName } & InstalledSoftware)[]

/**
 * Makes of two fresh appliances what a rehearsal begins with: data on A, A as primary with the
 * shared address, B synced, clients at work. Comes before the windows and counts in none.
 */
export function* prepareLab(stage: Stage): Task<Failure | undefined> {
  return (
    (yield* fillAppliances(stage)) ??
    (yield* establish(stage)) ??
    (yield* firstSync(stage)) ??
    (yield* startClients(stage))
  )
}

/** What both appliances have installed; as far as they answer within the time. */
export function* versionsNow(stage: Stage, withinMs?: number): Task<Versions> {
  const versions: Versions[number][] = []
  for (const appliance of applianceNames) {
    const answer = yield* statusOf(stage, appliance, withinMs)
    if (answer.ok) versions.push({ appliance, base: answer.value.base, site: answer.value.site })
  }
  return versions
}

function* fillAppliances(stage: Stage): Task<Failure | undefined> {
  const { lab, preSharedKey, seed } = stage.plan
  for (const appliance of applianceNames) {
    const failure = yield* must(stage, appliance, 'set-pre-shared-key', { key: preSharedKey })
    if (failure !== undefined) return failure
  }
  const { sessions, recordings, recordingBytes, sessionBytes } = lab.data
  const data = { sessions, recordings, recordingBytes, sessionBytes, seed }
  const failure = sessions === 0 ? undefined : yield* must(stage, 'a', 'load-sample-data', data)
  if (failure !== undefined) return failure
  return (yield* throttleJumpClients(stage)) ?? (yield* leadSiteToA(stage))
}

/** Both throttles of the product, as the lab file sets them; a lab without Jump Clients has no need of them. */
function* throttleJumpClients(stage: Stage): Task<Failure | undefined> {
  for (const setting of throttleSettings(stage.plan.lab.clients)) {
    const failure = yield* must(stage, 'a', 'set-setting', setting)
    if (failure !== undefined) return failure
  }
  return undefined
}

/** By DNS and NAT it is led there from the beginning: the network's record or rule says so. */
function* leadSiteToA(stage: Stage): Task<Failure | undefined> {
  const { swing, sharedAddress } = stage.plan.lab.network
  if (swing !== 'shared-ip') return undefined
  return yield* must(stage, 'a', 'set-address-enabled', { address: sharedAddress, enabled: true })
}

function* establish(stage: Stage): Task<Failure | undefined> {
  const { appliances, tlsPort } = stage.plan.lab.network
  const addressOf = (name: ApplianceName) => appliances.find((a) => a.name === name)?.address ?? ''
  const failure = yield* must(stage, 'a', 'establish-relationship', {
    peerHost: addressOf('b'),
    peerPort: tlsPort,
    reverseHost: addressOf('a'),
    reversePort: tlsPort,
  })
  if (failure !== undefined) return failure
  return yield* mustCome(stage, [
    { of: 'a', that: 'relationship.link', is: 'up' },
    { of: 'b', that: 'relationship.link', is: 'up' },
    { of: 'b', that: 'role', is: 'backup' },
  ])
}

function* firstSync(stage: Stage): Task<Failure | undefined> {
  const started = yield* syncNow(stage, 'b', preparationMs)
  if (!started.ok) return { expected: 'b to start its first sync', found: started.found }
  const waited = yield* waitUntil(
    stage,
    [
      syncedSince('b', started.value.sinceMs),
      conditionOf({ of: 'b', that: 'sync.digestsAgree', is: true }, {}),
      conditionOf({ of: 'b', that: 'sync.blobsMissing', is: 0 }, {}),
    ],
    { withinMs: preparationMs },
  )
  return waited.held ? undefined : waited
}

function* startClients(stage: Stage): Task<Failure | undefined> {
  const started = yield* ask(stage, 'clients', 'start-clients', {})
  if (!started.ok) return { expected: 'the clients to start', found: started.found }
  yield* pause(stage, warmUpMs)
  return undefined
}

function* must<K extends OperationName>(
  stage: Stage,
  appliance: ApplianceName,
  operation: K,
  input: InputOf<K>,
): Task<Failure | undefined> {
  const answer = yield* invoke(stage, appliance, operation, input, preparationMs)
  return answer.ok
    ? undefined
    : { expected: `${appliance} to do ${operation}`, found: answer.found }
}

function* mustCome(stage: Stage, checks: readonly Check[]): Task<Failure | undefined> {
  const conditions = checks.map((check) => conditionOf(check, {}))
  const waited = yield* waitUntil(stage, conditions, { withinMs: preparationMs })
  return waited.held ? undefined : waited
}
