import {
  type ApplianceName,
  establishInputOf,
  hostsOf,
  type InputOf,
  type InstalledSoftware,
  integrationAccountSteps,
  type OperationName,
  sampleDataOf,
} from '@understudy/shared'
import type { Check } from '../runbook/schema.ts'
import { ask, invoke, pause, statusOf } from './calls.ts'
import { conditionOf, type Failure, syncedSince } from './conditions.ts'
import type { Stage, Task } from './stage.ts'
import { syncNow } from './sync-now.ts'
import { throttleSettings } from './throttles.ts'
import { waitUntil } from './waiting.ts'

/** Loading and syncing what the lab file asks for may take long. */
const preparationMs = 6 * 3_600_000
/**
 * Traffic before the first window, so that the window meets a site in use. Not equal to the sync interval: a window
 * starting in the same instant as a sync would play differently each time.
 */
const warmUpMs = 330_000

export type Versions = readonly ({ readonly appliance: ApplianceName } & InstalledSoftware)[]

/**
 * Turns fresh appliances into what the lab file has the rehearsal start with: data and the site's traffic at the one
 * that serves, its backup synced, clients at work. Happens before the windows and counts in none.
 */
export function* prepareLab(stage: Stage): Task<Failure | undefined> {
  return (yield* fillAppliances(stage)) ?? (yield* relate(stage)) ?? (yield* startClients(stage))
}

/** What the appliances have installed, as far as they answer in time. */
export function* versionsNow(stage: Stage, withinMs?: number): Task<Versions> {
  const versions: Versions[number][] = []
  for (const appliance of stage.askable) {
    const answer = yield* statusOf(stage, appliance, withinMs)
    if (answer.ok) versions.push({ appliance, base: answer.value.base, site: answer.value.site })
  }
  return versions
}

function* fillAppliances(stage: Stage): Task<Failure | undefined> {
  const { lab, preSharedKey, seed } = stage.plan
  for (const host of hostsOf(stage.plan.lab)) {
    const failure = yield* must(stage, host, 'set-pre-shared-key', { key: preSharedKey })
    if (failure !== undefined) return failure
  }
  const data = sampleDataOf(lab, seed)
  const { serves } = lab.start
  const failure = data === null ? undefined : yield* must(stage, serves, 'load-sample-data', data)
  if (failure !== undefined) return failure
  return (
    (yield* admitIntegrations(stage)) ??
    (yield* throttleJumpClients(stage)) ??
    (yield* leadSite(stage))
  )
}

/** The account that the lab's integrations ask as, if it has any. */
function* admitIntegrations(stage: Stage): Task<Failure | undefined> {
  const { lab, seed } = stage.plan
  for (const [operation, input] of integrationAccountSteps(lab, seed)) {
    const failure = yield* must(stage, lab.start.serves, operation, input)
    if (failure !== undefined) return failure
  }
  return undefined
}

/** Both throttles of the product, as the lab file sets them; a lab without Jump Clients needs none. */
function* throttleJumpClients(stage: Stage): Task<Failure | undefined> {
  for (const setting of throttleSettings(stage.plan.lab.clients)) {
    const failure = yield* must(stage, stage.plan.lab.start.serves, 'set-setting', setting)
    if (failure !== undefined) return failure
  }
  return undefined
}

/** With DNS and NAT it is led there from the beginning: the network's record or rule says so. */
function* leadSite(stage: Stage): Task<Failure | undefined> {
  const { swing, sharedAddress } = stage.plan.lab.network
  if (swing !== 'shared-ip') return undefined
  const { serves } = stage.plan.lab.start
  return yield* must(stage, serves, 'set-address-enabled', {
    address: sharedAddress,
    enabled: true,
  })
}

/** Establishes the relationship the lab starts with, if any, and syncs it for the first time. */
function* relate(stage: Stage): Task<Failure | undefined> {
  const { start } = stage.plan.lab
  const input = establishInputOf(stage.plan.lab)
  if (start.backup === null || input === null) return undefined
  return (
    (yield* establish(stage, start.serves, start.backup, input)) ??
    (yield* firstSync(stage, start.backup))
  )
}

function* establish(
  stage: Stage,
  primary: ApplianceName,
  backup: ApplianceName,
  input: InputOf<'establish-relationship'>,
): Task<Failure | undefined> {
  const failure = yield* must(stage, primary, 'establish-relationship', input)
  if (failure !== undefined) return failure
  return yield* mustCome(stage, [
    { of: primary, that: 'relationship.link', is: 'up' },
    { of: backup, that: 'relationship.link', is: 'up' },
    { of: backup, that: 'role', is: 'backup' },
  ])
}

function* firstSync(stage: Stage, backup: ApplianceName): Task<Failure | undefined> {
  const started = yield* syncNow(stage, backup, preparationMs)
  if (!started.ok) return { expected: `${backup} to start its first sync`, found: started.found }
  const waited = yield* waitUntil(
    stage,
    [
      syncedSince(backup, started.value.sinceMs),
      conditionOf({ of: backup, that: 'sync.digestsAgree', is: true }, {}),
      conditionOf({ of: backup, that: 'sync.blobsMissing', is: 0 }, {}),
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
