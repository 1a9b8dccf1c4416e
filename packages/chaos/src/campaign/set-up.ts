import {
  type ApplianceName,
  assert,
  type LabConfig,
  type OperationName,
  witnessName,
} from '@understudy/shared'
import { establishFrom } from '../nemesis/establish-from.ts'
import { backupSettingsOf } from '../schedule/lab-options.ts'
import type { Schedule } from '../schedule/schedule.ts'
import { type Course, event, invoke, pass, tellClients } from './course.ts'

const syncMsMax = 600_000
/** Until consoles are logged in and the first sessions are under way. */
const settleMs = 5_000

/** Brings a fresh lab to where a safety phase begins: A primary with its data, B in sync, clients at work. */
export function* setUp(
  { lab: options, seed }: Pick<Schedule, 'lab' | 'seed'>,
  lab: LabConfig,
  preSharedKey: string,
): Course<void> {
  if (lab.network.witness !== undefined)
    yield* must(witnessName, 'set-pre-shared-key', { key: preSharedKey })
  for (const name of ['a', 'b'] as const) {
    yield* must(name, 'set-pre-shared-key', { key: preSharedKey })
    yield* must(name, 'set-backup-settings', backupSettingsOf(options, lab))
  }
  yield* must('a', 'set-address-enabled', { address: lab.network.sharedAddress, enabled: true })
  yield* must('a', 'establish-relationship', establishFrom(lab, 'a'))
  const { storedSessions: sessions } = options
  if (sessions > 0) {
    const recordings = { recordings: Math.floor(sessions / 20), recordingBytes: 20_000 }
    yield* must('a', 'load-sample-data', { sessions, ...recordings, seed })
  }
  yield* must('b', 'sync-now', {})
  const synced = yield* event(({ name }) => name === 'sync-finished', syncMsMax)
  assert(synced !== undefined, 'the first sync prepares a run and did not finish')
  yield* tellClients({ kind: 'start-clients', input: {} })
  yield* pass(settleMs)
}

function* must(on: ApplianceName, operation: OperationName, input: unknown): Course<void> {
  const outcome = yield* invoke(on, operation, input)
  assert(outcome.ok, `${operation} on ${on} prepares a run and was refused`)
}
