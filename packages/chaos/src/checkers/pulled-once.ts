import type { LabEvent } from '@understudy/shared'
import { pairNames } from '../schedule/lab-options.ts'
import { type Checker, holds, keyOf } from './checker.ts'

/**
 * An Integration Client that is killed in a report, or finds nobody, has each session once (IC-01): none is new to it twice, and
 * when all is quiet and its last pull came to an end it has every acknowledged one that the site has. That does not hold once a box's
 * clock was set back: a client asks by these clocks, with ten minutes of overlap, and its event names only what by them ended after its start.
 */
export const pulledOnce: Checker = {
  law: 'pulled-once',
  spec: 'IC-01',
  onlyVirtual: true,
  watch: ({ stage, stores }, tell) => {
    const acknowledged: Extract<LabEvent, { name: 'session-acknowledged' }>[] = []
    const pulled = new Map<string, Set<string>>()
    const failedLast = new Set<string>()
    const onPulled = (event: Extract<LabEvent, { name: 'sessions-pulled' }>): void => {
      failedLast.delete(event.client)
      const known = pulled.get(event.client) ?? new Set()
      pulled.set(event.client, known)
      for (const key of event.sessions.map(keyOf)) {
        if (known.has(key)) tell(`${event.client} was given a session as new twice`, [key])
        known.add(key)
      }
    }
    return {
      onEvent: (event) => {
        if (event.name === 'session-acknowledged') acknowledged.push(event)
        else if (event.name === 'sessions-pulled') onPulled(event)
        else if (event.name === 'pull-failed') failedLast.add(event.client)
      },
      atEnd: () => {
        if (pairNames.some((name) => stage.wasClockSetBack?.(name))) return
        const due = acknowledged
          .filter((event) => holds(stores.a, event) && holds(stores.b, event))
          .map(keyOf)
        for (const [client, known] of pulled) {
          const missing = due.filter((key) => !known.has(key))
          if (missing.length > 0 && !failedLast.has(client))
            tell(`${client} misses ${missing.length} of ${due.length} sessions`, missing)
        }
      },
    }
  },
}
