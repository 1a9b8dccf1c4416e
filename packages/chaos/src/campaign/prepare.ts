import type { Store } from '@understudy/appliance-core'
import type { LabConfig } from '@understudy/shared'
import type { PreparedWorld, World } from '@understudy/simulator'
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

/** A strong enough key; nothing in a campaign guesses it. */
const preSharedKey = 'chaos-campaign-key-1'

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
  playCourse(beginWork(options, lab), stage)
  return { world, lab, stores: { a: world.host('a').store, b: world.host('b').store } }
}
