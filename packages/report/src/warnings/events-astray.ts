import { plural } from '../format.ts'
import { ofName } from '../rehearsal.ts'
import { found, type WarningRule } from './warning.ts'

/**
 * Outbound events that did not get to their recipient once each (API-06): dropped, still waiting on an appliance at the end,
 * or taken twice because an answer was lost.
 */
export const eventsAstray: WarningRule = (_findings, { events }) => {
  const dropped = ofName(events, 'outbound-event-dropped')
  const over = new Set(
    [...dropped, ...ofName(events, 'outbound-event-taken')].map(
      ({ source, recipient, number }) => `${source}/${recipient}/${number}`,
    ),
  )
  const waiting = new Map<string, number>()
  for (const { source, recipient, number } of ofName(events, 'outbound-event-queued'))
    if (!over.has(`${source}/${recipient}/${number}`))
      waiting.set(source, (waiting.get(source) ?? 0) + 1)
  const twice = ofName(events, 'event-received').filter(
    ({ isRepeat, status }) => isRepeat && status === 200,
  ).length
  const parts = [
    ...(dropped.length > 0 ? [`${dropped.length} dropped (${dropped.at(-1)?.reason})`] : []),
    ...[...waiting].map(([source, count]) => `${count} still waiting on ${source}`),
    ...(twice > 0 ? [`${twice} taken twice`] : []),
  ]
  const sent = ofName(events, 'outbound-event-queued').length
  return parts.length === 0
    ? []
    : [found('events-astray', `Of ${plural(sent, 'outbound event')}: ${parts.join(', ')}.`)]
}
