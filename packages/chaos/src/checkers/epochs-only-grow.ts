import { type PairName, pairNames } from '../schedule/lab-options.ts'
import type { Checker } from './checker.ts'
import { type StoredState, stateOf } from './stored-state.ts'

/** An appliance's epoch never goes back, neither in its events nor on its disk; each role change raises it. */
export const epochsOnlyGrow: Checker = {
  law: 'epochs-only-grow',
  spec: 'FO-14',
  watch: ({ stores }, tell) => {
    const told = new Map<string, number>()
    const stored = new Map<PairName, number>()
    return {
      onDestroyed: (name) => {
        for (const known of [told, stored]) known.delete(name)
      },
      onEvent: (event) => {
        if (event.name !== 'role-changed' && event.name !== 'appliance-started') return
        const before = told.get(event.source) ?? -1
        const isRight = event.name === 'role-changed' ? event.epoch > before : event.epoch >= before
        told.set(event.source, Math.max(before, event.epoch))
        if (!isRight)
          tell(`${event.source} told epoch ${event.epoch} after ${before}`, [String(event.epoch)])
      },
      onStep: () => {
        for (const name of pairNames) {
          const { epoch = 0 } = stateOf(stores[name]) as Partial<StoredState>
          const before = stored.get(name) ?? 0
          stored.set(name, epoch)
          if (epoch < before) tell(`${name} stored epoch ${epoch} after ${before}`, [String(epoch)])
        }
      },
    }
  },
}
