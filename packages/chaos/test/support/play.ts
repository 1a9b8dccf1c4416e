import type { Store } from '@understudy/appliance-core'
import { MemoryStore } from '@understudy/memory-store'
import {
  drawSchedule,
  type FaultName,
  faultNames,
  type Mode,
  type PlayedSchedule,
  playSchedule,
} from '../../src/index.ts'

interface Played {
  readonly change?: (store: Store) => Store
  /** Default: all that the mode allows. */
  readonly faults?: readonly FaultName[]
}

/** The seed's schedule over stores in memory, or over what a test makes of them. */
export const playSeed = (
  seed: number,
  mode: Mode,
  { change = (store) => store, faults = faultNames }: Played = {},
): PlayedSchedule =>
  playSchedule(drawSchedule(String(seed), { mode, faults }), {
    openStore: () => change(new MemoryStore()),
  })

/** A store that does as the other one, but for some of its groups. */
export const storeWith = (store: Store, groups: Partial<Store>): Store => ({
  begin: () => store.begin(),
  commit: () => store.commit(),
  rollback: () => store.rollback(),
  totals: () => store.totals(),
  wipe: () => store.wipe(),
  values: store.values,
  settings: store.settings,
  logs: store.logs,
  sessions: store.sessions,
  activeSessions: store.activeSessions,
  history: store.history,
  jumpClients: store.jumpClients,
  blobs: store.blobs,
  ...groups,
})
