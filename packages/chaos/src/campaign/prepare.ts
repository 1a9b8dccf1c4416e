import type { Store } from '@understudy/appliance-core'
import type { LabConfig } from '@understudy/shared'
import type { PreparedWorld, World } from '@understudy/simulator'
import { preSharedKey } from '../nemesis/pre-shared-key.ts'
import { VirtualStage } from '../nemesis/virtual-stage.ts'
import { labOf, type PairName } from '../schedule/lab-options.ts'
import type { Schedule } from '../schedule/schedule.ts'
import { playCourse } from './play-course.ts'
import { beginWork, type DiskOptions, setUpPair, untilSynced } from './set-up.ts'

/** A lab as the safety phase finds it: A primary with its data, B in sync, clients at work. */
export interface StartedLab {
  readonly world: World
  readonly lab: LabConfig
  readonly stores: Readonly<Record<PairName, Store>>
}

/** Makes a synced pair of two fresh appliances. */
export const prepare = (world: World, lab: LabConfig, options: DiskOptions): void =>
  playCourse(setUpPair(options, lab, preSharedKey), new VirtualStage(world, lab))

/** Switches both on in the schedule's lab, sets their Backup Settings and lets its clients begin. */
export function startLab(
  prepared: PreparedWorld,
  { lab: options, seed }: Pick<Schedule, 'lab' | 'seed'>,
): StartedLab {
  const lab = labOf(options)
  const world = prepared.start(seed, lab)
  const stage = new VirtualStage(world, lab)
  playCourse(untilSynced(), stage)
  playCourse(beginWork(options, lab, seed), stage)
  // A host may be destroyed, and have another disk then.
  const stores = {
    get a() {
      return world.host('a').store
    },
    get b() {
      return world.host('b').store
    },
  }
  return { world, lab, stores }
}
