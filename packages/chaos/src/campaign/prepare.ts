import type { Store } from '@understudy/appliance-core'
import { assert, type LabConfig, type OperationName, witnessName } from '@understudy/shared'
import type { PreparedWorld, World } from '@understudy/simulator'
import { establishFrom } from '../nemesis/establish-from.ts'
import { backupSettingsOf, type LabOptions, labOf, type PairName } from '../schedule/lab-options.ts'
import type { Schedule } from '../schedule/schedule.ts'

/** A lab as the safety phase finds it: A primary with its data, B in sync, clients at work. */
export interface StartedLab {
  readonly world: World
  readonly lab: LabConfig
  readonly stores: Readonly<Record<PairName, Store>>
}

/** What two disks depend on, before anybody works with them. */
export type DiskOptions = Pick<LabOptions, 'site' | 'storedSessions' | 'promotion'>

/** A strong enough key; nothing in a campaign guesses it. */
const preSharedKey = 'chaos-campaign-key-1'

const syncMsMax = 600_000
/** Until consoles are logged in and the first sessions are under way. */
const settleMs = 2_000

/** Makes a pair of two fresh appliances: A is the primary with the data, B in sync. */
export function setUpPair(world: World, lab: LabConfig, { storedSessions }: DiskOptions): void {
  if (lab.network.witness !== undefined)
    world.invokeAndRun(witnessName, 'set-pre-shared-key', { key: preSharedKey })
  for (const name of ['a', 'b'] as const)
    must(world, name, 'set-pre-shared-key', { key: preSharedKey })
  must(world, 'a', 'set-address-enabled', { address: lab.network.sharedAddress, enabled: true })
  must(world, 'a', 'establish-relationship', establishFrom(lab, 'a'))
  if (storedSessions > 0) {
    const recordings = { recordings: Math.floor(storedSessions / 20), recordingBytes: 20_000 }
    must(world, 'a', 'load-sample-data', {
      sessions: storedSessions,
      ...recordings,
      seed: 'stored',
    })
  }
  must(world, 'b', 'sync-now', {})
  untilSynced(world)
}

/** Switches both on in the schedule's lab, sets their Backup Settings and lets its clients begin. */
export function startLab(
  prepared: PreparedWorld,
  { lab: options, seed }: Pick<Schedule, 'lab' | 'seed'>,
): StartedLab {
  const lab = labOf(options)
  const world = prepared.start(seed, lab)
  untilSynced(world)
  for (const name of ['a', 'b'] as const)
    must(world, name, 'set-backup-settings', backupSettingsOf(options, lab))
  world.commandAndRun('clients', { kind: 'start-clients', input: {} })
  world.runFor(settleMs)
  return { world, lab, stores: { a: world.host('a').store, b: world.host('b').store } }
}

function untilSynced(world: World): void {
  const synced = world.runUntilEvent(({ name }) => name === 'sync-finished', syncMsMax)
  assert(synced !== undefined, 'the first sync prepares a run and did not finish')
}

function must(world: World, on: PairName, operation: OperationName, input: unknown): void {
  const outcome = world.invokeAndRun(on, operation, input)
  assert(outcome.ok, `${operation} on ${on} prepares a run and was refused`)
}
