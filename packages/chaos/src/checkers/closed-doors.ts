import type { LabEvent } from '@understudy/shared'
import { pairNames } from '../schedule/lab-options.ts'
import type { Checker } from './checker.ts'
import { stateOf } from './stored-state.ts'

/** What closes an appliance's door to clients, and what opens it again. */
const closes: Readonly<Partial<Record<LabEvent['name'], string>>> = {
  'swap-started': 'it exchanged roles',
  'update-started': 'it was in maintenance',
  'serving-suspended': 'it did not know whether it still was the primary',
}
const opens: readonly LabEvent['name'][] = [
  'appliance-started',
  'swap-finished',
  'swap-cancelled',
  'update-finished',
  'update-interrupted',
  'serving-resumed',
]

/**
 * Nobody is served while roles are exchanged (FO-10), during maintenance (UPD-06), nor by a primary in doubt (FO-15): no
 * session is completed then. One that was stopped for longer than its backup waits is in doubt, whether it says so or not.
 */
export const closedDoors: Checker = {
  law: 'closed-doors',
  spec: 'FO-15',
  onlyVirtual: true,
  watch: ({ stage, stores }, tell) => {
    const closedBy = new Map<string, string>()
    const onCompleted = (appliance: string, lsid: string): void => {
      const closed = closedBy.get(appliance)
      if (closed !== undefined) tell(`${appliance} completed a session while ${closed}`, [lsid])
    }
    return {
      onEvent: (event) => {
        const { name, source } = event
        const why = closes[name]
        if (why !== undefined) closedBy.set(source, why)
        else if (opens.includes(name)) closedBy.delete(source)
        else if (name === 'session-recorded' && event.outcome === 'completed')
          onCompleted(source, event.lsid)
      },
      onStep: () => {
        for (const name of pairNames) {
          const sinceMs = stage.stoppedSinceMs?.(name) ?? null
          if (sinceMs === null) continue
          const { role, watchedBy } = stateOf(stores[name])
          const patienceMs = role === 'primary' ? (watchedBy?.timeoutMs ?? Infinity) : Infinity
          if (stage.nowMs - sinceMs >= patienceMs)
            closedBy.set(name, 'it had been stopped for longer than its backup waits')
        }
      },
    }
  },
}
