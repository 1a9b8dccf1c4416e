import { pairNames } from '../schedule/lab-options.ts'
import type { Checker } from './checker.ts'
import { stateOf } from './stored-state.ts'

/** On the disk of a box that has not been switched on yet. */
const nothing = { base: 'nothing', site: 'nothing' }

/** Two with different packages sync nothing (FO-05). */
export const samePackageToSync: Checker = {
  law: 'same-package-to-sync',
  spec: 'FO-05',
  onlyVirtual: true,
  watch: ({ stores }, tell) => ({
    onEvent: (event) => {
      if (event.name !== 'sync-finished') return
      const [a, b] = pairNames.map((name) => {
        const { base, site } = stateOf(stores[name]).software ?? nothing
        return `${name} has Bomgar-${site} on Base ${base}`
      })
      if (a?.slice(1) !== b?.slice(1))
        tell(`${event.source} finished a sync between different packages`, [a ?? '', b ?? ''])
    },
  }),
}
