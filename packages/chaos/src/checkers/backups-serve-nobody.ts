import type { Role } from '@understudy/shared'
import { type PairName, pairNames } from '../schedule/lab-options.ts'
import type { Checker } from './checker.ts'
import { stateOf } from './stored-state.ts'

/** A backup takes no clients: no session is completed on one, and none that it had as the primary goes on (FO-06). */
export const backupsServeNobody: Checker = {
  law: 'backups-serve-nobody',
  spec: 'FO-06',
  watch: ({ stage, stores }, tell) => {
    const roles = new Map<string, Role>()
    const openOn = (name: PairName): readonly string[] =>
      stores[name].activeSessions.all().map(({ lsid }) => lsid)
    return {
      onEvent: (event) => {
        if (event.name === 'role-changed') roles.set(event.source, event.to)
        else if (event.name === 'appliance-started') roles.set(event.source, event.role)
        else if (
          event.name === 'session-recorded' &&
          event.outcome === 'completed' &&
          roles.get(event.source) === 'backup'
        )
          tell(`${event.source} completed a session as backup`, [event.lsid])
      },
      onStep: () => {
        // Of a process that has died the sessions are ended by the next one (CLI-07).
        for (const name of pairNames) {
          if (!stage.readsDisksAtOnce || !stage.isRunning(name)) continue
          const open = openOn(name)
          if (open.length > 0 && stateOf(stores[name]).role === 'backup')
            tell(`${name} goes on with ${open.length} sessions as backup`, open)
        }
      },
    }
  },
}
