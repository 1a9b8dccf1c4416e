import { listText, plural } from '../format.ts'
import { leftBehind } from '../going-back/left-behind.ts'
import { lostWithABox } from '../lost-with-a-box.ts'
import type { Rehearsal } from '../rehearsal.ts'
import { found, type WarningRule } from './warning.ts'

/** Sessions that are lost, even if a warning came first (SYN-04). */
export const sessionsGone: WarningRule = ({ sessions: { lost, discardedCount } }, rehearsal) => [
  ...(lost.length > 0
    ? [
        found(
          'sessions-lost',
          `${plural(lost.length, 'acknowledged session')} lost, as announced (${causeOf(lost, rehearsal)}).`,
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
