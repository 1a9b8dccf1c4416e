import type { LabEvent } from '@understudy/shared'
import { type PairName, pairNames } from '../schedule/lab-options.ts'
import { type Checker, isReset } from './checker.ts'

type Queued = Extract<LabEvent, { name: 'outbound-event-queued' }>

/** An event is dropped because its recipient is gone, or because too many wait: no campaign lasts as long as it is kept. */
const mayDrop = /^(the recipient was removed|more than [0-9]+ wait)$/

/**
 * What a recipient is to be told it has been told, or the event still waits on the disk of the appliance that queued it
 * (API-06): at least once, whatever has died or was cut meanwhile. Each comes in its order.
 */
export const eventsAreTold: Checker = {
  law: 'events-are-told',
  spec: 'API-06',
  onlyVirtual: true,
  watch: ({ stores }, tell) => {
    const queued = new Map<string, Queued>()
    /** How many of a kind were taken from that appliance, without repeats. */
    const received = new Map<string, number>()
    const forget = (name: string): void => {
      for (const [key, { source }] of queued) if (source === name) queued.delete(key)
    }
    return {
      onEvent: (event) => {
        // What was queued in the moment of the reset went with the rest.
        if (isReset(event)) forget(event.source)
        else if (event.name === 'outbound-event-queued') queued.set(keyOf(event), event)
        else if (event.name === 'outbound-event-dropped') {
          queued.delete(keyOf(event))
          if (!mayDrop.test(event.reason))
            tell(`${event.source} dropped an event: ${event.reason}`, [keyOf(event)])
        } else if (event.name === 'event-received' && event.status === 200 && !event.isRepeat) {
          const kind = kindOf(event.via, event)
          received.set(kind, (received.get(kind) ?? 0) + 1)
        }
      },
      // What waited there is lost with its disk.
      onDestroyed: forget,
      atEnd: () => {
        const missing = [...queued.values()].filter((event) => {
          const { source, recipient, number } = event
          const name = pairNames.find((one) => one === source) as PairName
          if (stores[name].values.get(`outbound/${recipient}/${number}`) !== undefined) return false
          const kind = kindOf(source, event)
          const left = received.get(kind) ?? 0
          received.set(kind, left - 1)
          return left <= 0
        })
        if (missing.length > 0)
          tell(`${missing.length} events reached nobody and wait nowhere`, missing.map(keyOf))
      },
    }
  },
}

const keyOf = ({ source, recipient, number }: LabEvent & { recipient: string; number: number }) =>
  `${source}/${recipient}/${number}`

/** Two of a kind are told of each member of a session. */
const kindOf = (via: string, { event, lsid }: { event: string; lsid: string }): string =>
  `${via} ${event} ${lsid}`
