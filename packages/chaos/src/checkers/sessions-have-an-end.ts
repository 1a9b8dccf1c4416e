import { pairNames } from '../schedule/lab-options.ts'
import type { Checker } from './checker.ts'

/** A session that began is recorded, completed or cut, also if its appliance died (CLI-07). */
export const sessionsHaveAnEnd: Checker = {
  law: 'sessions-have-an-end',
  spec: 'CLI-07',
  watch: ({ stores }, tell) => ({
    atEnd: () => {
      for (const name of pairNames) {
        const open = stores[name].activeSessions.all().map(({ lsid }) => lsid)
        if (open.length > 0) tell(`${open.length} sessions of ${name} have no end on record`, open)
      }
    },
  }),
}
