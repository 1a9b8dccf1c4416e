import type { Store } from '@understudy/appliance-core'
import { assert, type LabConfig } from '@understudy/shared'
import { World, type WorldPorts } from '@understudy/simulator'
import { VirtualStage } from '../nemesis/virtual-stage.ts'
import { labOf, type PairName } from '../schedule/lab-options.ts'
import type { Schedule } from '../schedule/schedule.ts'
import { playCourse } from './play-course.ts'
import { setUp } from './set-up.ts'

export interface PreparedWorld {
  readonly world: World
  readonly lab: LabConfig
  readonly stores: Readonly<Record<PairName, Store>>
}

/** A strong enough key; nothing in a campaign guesses it. */
const preSharedKey = 'chaos-campaign-key-1'

/** The schedule's lab as its safety phase finds it. */
export function prepareWorld(
  schedule: Pick<Schedule, 'lab' | 'seed'>,
  { openStore, decisions }: WorldPorts,
): PreparedWorld {
  const lab = labOf(schedule.lab)
  const opened: Store[] = []
  const open = (name: string): Store => {
    const store = openStore(name)
    opened.push(store)
    return store
  }
  const world = new World({ lab, seed: schedule.seed }, { openStore: open, decisions })
  const [a, b] = opened
  assert(a !== undefined && b !== undefined, 'a world of two appliances opens two stores')
  playCourse(setUp(schedule, lab, preSharedKey), new VirtualStage(world, lab))
  return { world, lab, stores: { a, b } }
}
