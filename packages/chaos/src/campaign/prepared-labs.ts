import type { Decisions } from '@understudy/appliance-core'
import { type ApplianceName, createRandom, type Signing } from '@understudy/shared'
import {
  type CopyableStore,
  openMemoryStore,
  PreparedWorld,
  rememberingSigning,
} from '@understudy/simulator'
import { labOf, plainLab } from '../schedule/lab-options.ts'
import type { Schedule } from '../schedule/schedule.ts'
import { prepare, type StartedLab, startLab } from './prepare.ts'
import type { DiskOptions } from './set-up.ts'

/** How many different pairs of disks are kept; a campaign draws 48. */
const keptMax = 64
/** So many pairs of appliances with names (GUIDs) of their own: which of two is the greater decides some ties. */
const births = 4

export interface PreparedLabsPorts {
  /** Default: in plain data. */
  readonly open?: (appliance: ApplianceName) => CopyableStore
  /** Others than the product's, to see that they are noticed (CHA-05). */
  readonly decisions?: Decisions | undefined
  /** What the vendor of all labs signs with. Default: plain arithmetic. */
  readonly signing?: Signing
}

/**
 * The labs of a campaign start from disks that are set up once: a synced pair with its stored sessions, of each kind that a schedule
 * can ask for. What a run does depends on its schedule alone, not on which disks are kept.
 */
export class PreparedLabs {
  readonly #ports: PreparedLabsPorts
  /** All labs have the same vendor. */
  readonly #signing: Signing
  /** In the order of their last use. */
  readonly #kept = new Map<string, PreparedWorld>()

  constructor(ports: PreparedLabsPorts = {}) {
    this.#ports = ports
    this.#signing = rememberingSigning(ports.signing)
  }

  start(schedule: Pick<Schedule, 'lab' | 'seed'>): StartedLab {
    return startLab(this.#preparedFor(schedule), schedule)
  }

  #preparedFor({ lab, seed }: Pick<Schedule, 'lab' | 'seed'>): PreparedWorld {
    const birth = `campaign-${createRandom(seed).fork('birth').integer(1, births)}`
    const options = diskOptionsOf(lab)
    const key = `${birth} ${JSON.stringify(options)}`
    const prepared = this.#kept.get(key) ?? this.#prepare(options, birth)
    this.#kept.delete(key)
    this.#kept.set(key, prepared)
    for (const unused of this.#kept.keys()) {
      if (this.#kept.size <= keptMax) break
      this.#kept.delete(unused)
    }
    return prepared
  }

  #prepare(options: DiskOptions, seed: string): PreparedWorld {
    const lab = labOf({ ...plainLab, ...options })
    return new PreparedWorld({ lab, seed }, (world) => prepare(world, lab, options), {
      open: this.#ports.open ?? openMemoryStore,
      decisions: this.#ports.decisions,
      signing: this.#signing,
    })
  }
}

/** Nothing else of a schedule's lab is seen on the disks; of how a backup is promoted only whether there is a witness. */
const diskOptionsOf = ({ site, storedSessions, promotion }: DiskOptions): DiskOptions => ({
  site,
  storedSessions,
  promotion: promotion === 'witness' ? 'witness' : 'by-hand',
})
