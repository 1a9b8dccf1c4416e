import { listText, plural } from '../format.ts'
import { leftBehind } from '../going-back/left-behind.ts'
import { lostWithABox } from '../lost-with-a-box.ts'
import { ofName, type Rehearsal } from '../rehearsal.ts'
import { found, type WarningRule } from './warning.ts'

/** Sessions that are lost, even if a warning came first (SYN-04). */
export const sessionsGone: WarningRule = ({ sessions: { lost, discardedCount } }, rehearsal) => [
  ...(lost.length > 0
    ? [
        found(
          'sessions-lost',
          `${plural(lost.length, 'acknowledged session')} lost, as announced (${causeOf(lost, rehearsal)})${closedOutside(rehearsal)}.`,
        ),
      ]
    : []),
  ...(discardedCount > 0
    ? [
        found(
          'sessions-discarded',
          `${plural(discardedCount, 'session')} discarded on re-establishing the relationship.`,
        ),
      ]
    : []),
]

/** Those of them that an integration had pulled in time: outside, the gap is closed (IC-03). */
function closedOutside({ events }: Rehearsal): string {
  const lost = new Set(
    ofName(events, 'audit').flatMap((audit) => audit.lost.map(({ externalKey }) => externalKey)),
  )
  const holders = new Map<string, number>()
  for (const { client, sessions } of ofName(events, 'sessions-pulled'))
    for (const { externalKey } of sessions)
      if (lost.has(externalKey)) holders.set(client, (holders.get(client) ?? 0) + 1)
  const held = [...holders].map(([client, count]) => `${count} by ${client}`)
  return held.length === 0
    ? ''
    : `; outside, in databases of integrations, they are kept: ${held.join(', ')} (IC-03)`
}

function causeOf(lost: readonly string[], rehearsal: Rehearsal): string {
  if (lostWithABox(rehearsal, lost).length > 0) return 'SYN-07'
  return leftBehind(rehearsal, lost).length > 0 ? 'UPD-10' : 'SYN-04'
}

/** Changes that the other side's settings overwrote (SYN-02). */
export const settingsLost: WarningRule = ({ settings: { lost } }) =>
  lost.length > 0
    ? [
        found(
          'settings-lost',
          `${plural(lost.length, 'changed setting')} overwritten: ${listText(lost, 5)}.`,
        ),
      ]
    : []
