import type { Role } from '@understudy/shared'
import type { Checker } from './checker.ts'

/** A backup takes no clients: no session is completed on one (FO-06). */
export const backupsServeNobody: Checker = {
  law: 'backups-serve-nobody',
  spec: 'FO-06',
  watch: (_scene, tell) => {
    const roles = new Map<string, Role>()
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
    }
  },
}
