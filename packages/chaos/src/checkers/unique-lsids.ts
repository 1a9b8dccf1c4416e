import { pairNames } from '../schedule/lab-options.ts'
import { type Checker, rowsOf } from './checker.ts'

/** No two sessions of a site share an LSID once the two are in sync. */
export const uniqueLsids: Checker = {
  law: 'unique-lsids',
  spec: 'API-01',
  watch: ({ stores }, tell) => ({
    atEnd: () => {
      for (const name of pairNames) {
        const seen = new Set<string>()
        const twice = rowsOf(stores[name])
          .map(({ lsid }) => lsid)
          .filter((lsid) => seen.size === seen.add(lsid).size)
        if (twice.length > 0) tell(`${name} holds ${twice.length} LSIDs twice`, twice)
      }
    },
  }),
}
