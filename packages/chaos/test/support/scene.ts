import type { Store } from '@understudy/appliance-core'
import { PreparedLabs } from '../../src/campaign/prepared-labs.ts'
import type { Scene } from '../../src/checkers/checker.ts'
import { drawSchedule, noFates } from '../../src/index.ts'
import { VirtualStage } from '../../src/nemesis/virtual-stage.ts'

/** A synced pair at work, as laws look at it. */
export function preparedScene(storedSessions = 0): Scene & { readonly stage: VirtualStage } {
  const { seed, lab: drawn } = drawSchedule('laws', { mode: 'product' })
  const { world, lab, stores } = new PreparedLabs().start({
    seed,
    lab: { ...drawn, storedSessions },
  })
  const stage = new VirtualStage(world, lab)
  const rest = { fates: { ...noFates }, gone: new Set<string>(), note: () => {} }
  return { stage, mode: 'product', stores, ...rest }
}

/** Changes what is on that disk. */
export function write(store: Store, change: (store: Store) => void): void {
  store.begin()
  change(store)
  store.commit()
}
