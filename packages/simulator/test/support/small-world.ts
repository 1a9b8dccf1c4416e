import type { Store } from '@understudy/appliance-core'
import { openStore } from '@understudy/appliance-store'
import {
  type InstalledSoftware,
  type LabConfig,
  type LabFile,
  type Outcome,
  resolveLab,
} from '@understudy/shared'
import { World } from '../../src/index.ts'

export const sharedAddress = '192.0.2.100'
export const addresses = { a: '192.0.2.10', b: '192.0.2.11' } as const
export const goodKey = 'correct horse battery staple'

/** The two appliances of a small world. */
export type PairName = 'a' | 'b'

export interface SmallWorldOptions {
  readonly software?: Partial<Record<PairName, InstalledSoftware>>
  /** null = none. */
  readonly keys?: Partial<Record<PairName, string | null>>
  readonly network?: LabFile['network']
  readonly clients?: LabFile['clients']
  readonly seed?: string
  /** Default: SQLite in memory. */
  readonly openStore?: () => Store
  readonly witness?: LabFile['witness']
  /** Another lab than {@link smallLab}. */
  readonly lab?: LabConfig
}

export interface SmallWorld {
  readonly world: World
  readonly lab: LabConfig
  readonly seed: string
  readonly stores: Readonly<Record<PairName, Store>>
}

const software = { base: '3.2.4', site: '11.1.0' }

export function smallLab(options: SmallWorldOptions = {}): LabConfig {
  const place = (name: PairName) => ({
    hostname: `${name}.support.example.com`,
    address: addresses[name],
    ...(options.software?.[name] ?? software),
  })
  return resolveLab({
    appliances: { a: place('a'), b: place('b') },
    ...(options.witness === undefined ? {} : { witness: options.witness }),
    ...(options.network === undefined ? {} : { network: options.network }),
    ...(options.clients === undefined ? {} : { clients: options.clients }),
  })
}

/** Two fresh appliances with the keys set. */
export function smallWorld(options: SmallWorldOptions = {}): SmallWorld {
  const lab = options.lab ?? smallLab(options)
  const opened: Store[] = []
  const open = (): Store => {
    const store = options.openStore?.() ?? openStore(':memory:')
    opened.push(store)
    return store
  }
  const seed = options.seed ?? 'small'
  const world = new World({ lab, seed }, { openStore: open })
  const [a, b] = opened
  if (a === undefined || b === undefined) throw new Error('a world opens two stores')
  setKeys(world, options.keys)
  if (options.witness !== undefined)
    must(world.invokeAndRun('witness', 'set-pre-shared-key', { key: goodKey }))
  return { world, lab, seed, stores: { a, b } }
}

function setKeys(world: World, keys: SmallWorldOptions['keys'] = {}): void {
  for (const [name, key] of Object.entries({ a: goodKey, b: goodKey, ...keys }))
    if (key !== null) must(world.invokeAndRun(name, 'set-pre-shared-key', { key }))
}

export function establishInput(primary: PairName = 'a'): {
  peerHost: string
  peerPort: number
  reverseHost: string
  reversePort: number
  force?: boolean
  discardMax?: number
} {
  const backup = primary === 'a' ? 'b' : 'a'
  return {
    peerHost: addresses[backup],
    peerPort: 443,
    reverseHost: addresses[primary],
    reversePort: 443,
  }
}

/** Two appliances in a relationship, A the primary with the shared address. */
export function establishedWorld(options: SmallWorldOptions = {}): SmallWorld {
  const made = smallWorld(options)
  relate(made.world)
  return made
}

/** Makes that of two fresh appliances of any world. */
export function establish(world: World): void {
  setKeys(world)
  relate(world)
}

function relate(world: World): void {
  must(world.invokeAndRun('a', 'set-address-enabled', { address: sharedAddress, enabled: true }))
  must(world.invokeAndRun('a', 'establish-relationship', establishInput()))
}

/** Syncs now and waits for it. */
export function syncNow(world: World, on: PairName): void {
  must(world.invokeAndRun(on, 'sync-now'))
  const end = world.runUntilEvent((event) => event.name === 'sync-finished', 600_000)
  if (end === undefined) throw new Error('the sync did not finish')
}

export function loadSessions(
  world: World,
  on: PairName,
  sessions: number,
  seed: string,
  recordings = 0,
): void {
  must(
    world.invokeAndRun(on, 'load-sample-data', {
      sessions,
      recordings,
      recordingBytes: 100_000,
      seed,
    }),
  )
}

/** The value of an operation that must not be refused. */
export function must(outcome: Outcome<unknown>): unknown {
  if (!outcome.ok) throw new Error(outcome.refusal.message)
  return outcome.value
}

/** The refusal's code, or "ok". */
export const codeOf = (outcome: Outcome<unknown>): string =>
  outcome.ok ? 'ok' : outcome.refusal.code

/** All that a store holds, as text that two equal stores share. */
export function contentsOf(store: Store): string {
  return JSON.stringify({
    state: store.values.get('state'),
    settings: store.settings.all(),
    heads: store.logs.heads(),
    sessions: store.sessions.page(0, 100_000),
    active: store.activeSessions.all(),
    totals: store.totals(),
  })
}

/** The LSIDs of all stored sessions, sorted, each as often as it is stored. */
export const lsidsOf = (store: Store): readonly string[] =>
  store.sessions
    .page(0, 100_000)
    .map(({ row }) => row.lsid)
    .sort()
