import type { Store } from '@understudy/appliance-core'
import { assert, type LabConfig, type OperationName, witnessName } from '@understudy/shared'
import { World, type WorldPorts } from '@understudy/simulator'
import { establishFrom } from '../nemesis/establish-from.ts'
import { backupSettingsOf, labOf, type PairName } from '../schedule/lab-options.ts'
import type { Schedule } from '../schedule/schedule.ts'

export interface PreparedWorld {
  readonly world: World
  readonly lab: LabConfig
  readonly stores: Readonly<Record<PairName, Store>>
}

/** A strong enough key; nothing in a campaign guesses it. */
const preSharedKey = 'chaos-campaign-key-1'

const syncMsMax = 600_000
/** Until consoles are logged in and the first sessions are under way. */
const settleMs = 5_000

/** The schedule's lab as its safety phase finds it: A primary with its data, B in sync, clients at work. */
export function prepareWorld(
  { lab: options, seed }: Pick<Schedule, 'lab' | 'seed'>,
  { openStore, decisions }: WorldPorts,
): PreparedWorld {
  const lab = labOf(options)
  const opened: Store[] = []
  const open = (name: string): Store => {
    const store = openStore(name)
    opened.push(store)
    return store
  }
  const world = new World({ lab, seed }, { openStore: open, decisions })
  const [a, b] = opened
  assert(a !== undefined && b !== undefined, 'a world of two appliances opens two stores')
  const must = (on: PairName, operation: OperationName, input: unknown): void => {
    const outcome = world.invokeAndRun(on, operation, input)
    assert(outcome.ok, `${operation} on ${on} prepares a run and was refused`)
  }
  if (lab.network.witness !== undefined)
    world.invokeAndRun(witnessName, 'set-pre-shared-key', { key: preSharedKey })
  for (const name of ['a', 'b'] as const) {
    must(name, 'set-pre-shared-key', { key: preSharedKey })
    must(name, 'set-backup-settings', backupSettingsOf(options, lab))
  }
  must('a', 'set-address-enabled', { address: lab.network.sharedAddress, enabled: true })
  must('a', 'establish-relationship', establishFrom(lab, 'a'))
  const { storedSessions: sessions } = options
  if (sessions > 0) {
    const recordings = { recordings: Math.floor(sessions / 20), recordingBytes: 20_000 }
    must('a', 'load-sample-data', { sessions, ...recordings, seed })
  }
  must('b', 'sync-now', {})
  const synced = world.runUntilEvent(({ name }) => name === 'sync-finished', syncMsMax)
  assert(synced !== undefined, 'the first sync prepares a run and did not finish')
  world.commandAndRun('clients', { kind: 'start-clients', input: {} })
  world.runFor(settleMs)
  return { world, lab, stores: { a, b } }
}
