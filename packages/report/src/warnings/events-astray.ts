import type { LabEvent } from '@understudy/shared'
import { plural } from '../format.ts'
import { type EventOf, ofName } from '../rehearsal.ts'
import { found, type WarningRule } from './warning.ts'

/**
 * Outbound events that did not get to their recipient once each (API-06): dropped, still waiting on an appliance at the end,
 * or taken twice because an answer was lost.
 */
export const eventsAstray: WarningRule = (_findings, { events, all }) => {
  const dropped = ofName(events, 'outbound-event-dropped')
  const { sent, twice, open } = fatesIn(all)
  for (const one of dropped) open.delete(keyOf(one))
  const waiting = new Map<string, number>()
  for (const source of open.values()) waiting.set(source, (waiting.get(source) ?? 0) + 1)
  const parts = [
    ...(dropped.length > 0 ? [`${dropped.length} dropped (${dropped.at(-1)?.reason})`] : []),
    ...[...waiting].map(([source, count]) => `${count} still waiting on ${source}`),
    ...(twice > 0 ? [`${twice} taken twice`] : []),
  ]
  return parts.length === 0
    ? []
    : [found('events-astray', `Of ${plural(sent, 'outbound event')}: ${parts.join(', ')}.`)]
}

type OutboundEvent = EventOf<'outbound-event-queued' | 'outbound-event-taken'>

const keyOf = ({
  source,
  recipient,
  number,
}: Pick<OutboundEvent, 'source' | 'recipient' | 'number'>): string =>
  `${source}/${recipient}/${number}`

/** How many were sent and how many taken twice; `open`: who has queued each that was not taken, by its key. */
function fatesIn(all: Iterable<LabEvent>) {
  let sent = 0
  let twice = 0
  const open = new Map<string, string>()
  const over = new Set<string>()
  for (const event of all) {
    if (event.name === 'outbound-event-queued') {
      sent += 1
      if (!over.delete(keyOf(event))) open.set(keyOf(event), event.source)
    } else if (event.name === 'outbound-event-taken') {
      // The two may be told in either order.
      if (!open.delete(keyOf(event))) over.add(keyOf(event))
    } else if (event.name === 'event-received' && event.isRepeat && event.status === 200) twice += 1
  }
  return { sent, twice, open }
}
