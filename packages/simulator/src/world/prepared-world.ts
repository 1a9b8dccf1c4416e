import { MemoryStore } from '@understudy/memory-store'
import { type ApplianceName, assert, type LabConfig, rosterOf } from '@understudy/shared'
import type { Disk } from './host.ts'
import { World } from './world.ts'
import type { WorldConfig } from './world-config.ts'

interface CopyableDisk extends Disk {
  readonly store: MemoryStore
}

/**
 * The disks of a world that was set up once, from which any number of worlds start: two synced appliances with what
 * they hold, in the time that it takes to switch them on. Whatever lives in processes alone (clients, links, faults of
 * the network) begins anew in each.
 */
export class PreparedWorld {
  readonly #lab: LabConfig
  readonly #birthSeed: string
  readonly #disks: ReadonlyMap<ApplianceName, CopyableDisk>

  /** Lets the caller prepare a fresh world, and stops its appliances cleanly. */
  constructor({ lab, seed }: WorldConfig, prepare: (world: World) => void) {
    // Differs from the seed of any world that starts from it: nothing minted here is minted there again.
    this.#birthSeed = `${seed}/prepared`
    const stores = new Map<ApplianceName, MemoryStore>()
    const openStore = (name: ApplianceName): MemoryStore => {
      const store = new MemoryStore()
      stores.set(name, store)
      return store
    }
    const world = new World({ lab, seed: this.#birthSeed }, { openStore })
    prepare(world)
    for (const name of rosterOf(lab)) world.host(name).stop()
    this.#lab = { ...lab, startsAtMs: world.nowMs }
    this.#disks = new Map(
      [...stores].map(([name, store]) => [name, { store, recordings: world.host(name).blobs }]),
    )
  }

  /**
   * Another world, in which both appliances start over copies of the disks. The same seed gives the same trace (CHA-07),
   * and no world sees what another one does.
   */
  start(seed: string): World {
    return new World(
      { lab: this.#lab, seed, birthSeed: this.#birthSeed },
      {
        openStore: (name) => this.#diskOf(name).store.copy(),
        openRecordings: (name) => this.#diskOf(name).recordings.copy(),
      },
    )
  }

  #diskOf(name: ApplianceName): CopyableDisk {
    const disk = this.#disks.get(name)
    assert(disk !== undefined, `there is no disk of ${name}`)
    return disk
  }
}
