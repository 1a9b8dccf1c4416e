import {
  type ApplianceName,
  assert,
  integrationAccountOf,
  integrationAccountSteps,
  type LabConfig,
  type OperationName,
  witnessName,
} from '@understudy/shared'
import { offersAllCommands } from '../nemesis/api-accounts.ts'
import { establishFrom } from '../nemesis/establish-from.ts'
import { backupSettingsOf, type LabOptions } from '../schedule/lab-options.ts'
import { type Course, event, invoke, pass, tellClients } from './course.ts'

const syncMsMax = 600_000
/** Until consoles are logged in and the first sessions are under way. */
const settleMs = 2_000

/** What two disks depend on, before anybody works with them. */
export type DiskOptions = Pick<LabOptions, 'site' | 'storedSessions' | 'promotion'>

/** Makes a pair of two fresh appliances: A is the primary with the data, B in sync. */
export function* setUpPair(
  { storedSessions: sessions }: DiskOptions,
  lab: LabConfig,
  preSharedKey: string,
): Course<void> {
  if (lab.network.witness !== undefined)
    yield* must(witnessName, 'set-pre-shared-key', { key: preSharedKey })
  for (const name of ['a', 'b'] as const)
    yield* must(name, 'set-pre-shared-key', { key: preSharedKey })
  yield* must('a', 'set-address-enabled', { address: lab.network.sharedAddress, enabled: true })
  yield* must('a', 'establish-relationship', establishFrom(lab, 'a'))
  if (sessions > 0) {
    const recordings = { recordings: Math.floor(sessions / 20), recordingBytes: 20_000 }
    yield* must('a', 'load-sample-data', { sessions, ...recordings, seed: 'stored' })
  }
  yield* must('b', 'sync-now', {})
  yield* untilSynced()
}

/** A synced pair gets its Backup Settings and its clients: a safety phase can begin. `seed`: the clients'. */
export function* beginWork(options: LabOptions, lab: LabConfig, seed: string): Course<void> {
  for (const name of ['a', 'b'] as const)
    yield* must(name, 'set-backup-settings', backupSettingsOf(options, lab))
  for (const [operation, input] of integrationAccountSteps(lab, seed))
    yield* must('a', operation, input)
  if ((lab.clients.integrations ?? []).length > 0) yield* letProgramsCheckHealth(seed)
  yield* tellClients({ kind: 'start-clients', input: {} })
  yield* pass(settleMs)
}

/**
 * Programs that pull see which of the two answers, as they do where the site's version has that command and their account may
 * use it (API-03, IC-01). Else they ask for a whole day again each time, and a run is no longer than that.
 */
function* letProgramsCheckHealth(seed: string): Course<void> {
  const { username } = integrationAccountOf(seed)
  const permissions = ['use-command-api', 'use-reporting-api', 'administer'] as const
  yield* must('a', 'set-user-permissions', { interface: 'login', username, permissions })
  yield* must('a', 'set-setting', offersAllCommands)
}

export function* untilSynced(): Course<void> {
  const synced = yield* event(({ name }) => name === 'sync-finished', syncMsMax)
  assert(synced !== undefined, 'the sync that prepares a run did not finish')
}

function* must(on: ApplianceName, operation: OperationName, input: unknown): Course<void> {
  const outcome = yield* invoke(on, operation, input)
  assert(outcome.ok, `${operation} on ${on} prepares a run and was refused`)
}
