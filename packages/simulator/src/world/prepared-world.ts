import type { Decisions, Store } from '@understudy/appliance-core'
import { MemoryStore } from '@understudy/memory-store'
import {
  type ApplianceName,
  assert,
  type LabConfig,
  rosterOf,
  type Signing,
} from '@understudy/shared'
import { rememberingSigning } from '@understudy/update-model'
import type { Recordings } from './recordings.ts'
import { World } from './world.ts'
import type { WorldConfig } from './world-config.ts'

/** A store that worlds start from, and how each gets one of its own with the same content. */
export interface CopyableStore {
  readonly store: Store
  readonly copy: () => Store
}

/** One in plain data: its copies cost little, however much it holds. */
export function openMemoryStore(): CopyableStore {
  const store = new MemoryStore()
  return { store, copy: () => store.copy() }
}

export interface PreparedWorldPorts {
  /** Default: stores in plain data. */
  readonly open?: (appliance: ApplianceName) => CopyableStore
  /** Of the appliances here and in each world that starts. Default: the product's. */
  readonly decisions?: Decisions | undefined
  /** Shared by all these worlds. Default: one that remembers. */
  readonly signing?: Signing
}

interface CopyableDisk extends CopyableStore {
  readonly recordings: Recordings
}

/**
 * The disks of a world that was set up once, from which any number of worlds start: two synced appliances with what
 * they hold, in the time that it takes to switch them on. Whatever lives in processes alone (clients, links, faults of
 * the network) begins anew in each.
 */
export class PreparedWorld {
  readonly #lab: LabConfig
  readonly #birthSeed: string
  readonly #decisions: Decisions | undefined
  readonly #open: (appliance: ApplianceName) => CopyableStore
  readonly #signing: Signing
  readonly #disks: ReadonlyMap<ApplianceName, CopyableDisk>

  /** Lets the caller prepare a fresh world, and stops its appliances cleanly. */
  constructor(
    { lab, seed }: WorldConfig,
    prepare: (world: World) => void,
    { open = openMemoryStore, decisions, signing = rememberingSigning() }: PreparedWorldPorts = {},
  ) {
    this.#decisions = decisions
    this.#open = open
    this.#signing = signing
    // Differs from the seed of any world that starts from it: nothing minted here is minted there again.
    this.#birthSeed = `${seed}/prepared`
    const opened = new Map<ApplianceName, CopyableStore>()
    const openStore = (name: ApplianceName): Store => {
      const one = open(name)
      opened.set(name, one)
      return one.store
    }
    const world = new World({ lab, seed: this.#birthSeed }, { openStore, decisions, signing })
    prepare(world)
    for (const name of rosterOf(lab)) world.host(name).stop()
    this.#lab = { ...lab, startsAtMs: world.nowMs }
    this.#disks = new Map(
      [...opened].map(([name, one]) => [name, { ...one, recordings: world.host(name).blobs }]),
    )
  }

  /**
   * Another world, in which both appliances start over copies of the disks. The same seed gives the same trace (CHA-07),
   * and no world sees what another one does. `lab`: one with the same appliances and other clients, or another network.
   */
  start(seed: string, lab: LabConfig = this.#lab): World {
    const { startsAtMs } = this.#lab
    return new World(
      { lab: { ...lab, startsAtMs }, seed, birthSeed: this.#birthSeed },
      {
        openStore: (name) => this.#diskOf(name).copy(),
        openEmptyStore: (name) => this.#open(name).store,
        openRecordings: (name) => this.#diskOf(name).recordings.copy(),
        decisions: this.#decisions,
        signing: this.#signing,
      },
    )
  }

  #diskOf(name: ApplianceName): CopyableDisk {
    const disk = this.#disks.get(name)
    assert(disk !== undefined, () => `there is no disk of ${name}`)
    return disk
  }
}
