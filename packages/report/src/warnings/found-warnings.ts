import type { Rehearsal } from '../rehearsal.ts'
import { brokenUnsynced, updatedInRelationship } from './against-the-guide.ts'
import { clientsLeftBehind, clientsStranded, clientsToRedeploy } from './clients-outside.ts'
import { clocksApart } from './clocks-apart.ts'
import { eventsAstray } from './events-astray.ts'
import { followedLate } from './followed-late.ts'
import { ledToNobody } from './led-to-nobody.ts'
import { sessionsGone, settingsLost } from './lost-work.ts'
import { officesStale } from './offices-stale.ts'
import { inOneRole } from './same-role.ts'
import { takenUp } from './taken-up.ts'
import { addressesInConflict, severalRecords } from './two-at-once.ts'
import { unservedTooLong } from './unserved.ts'
import type { Unwarned, Warning, WarningRule } from './warning.ts'
import { wrongClock } from './wrong-clock.ts'

/** In order of weight. */
const rules: readonly WarningRule[] = [
  clocksApart,
  takenUp,
  sessionsGone,
  settingsLost,
  eventsAstray,
  unservedTooLong,
  inOneRole,
  addressesInConflict,
  severalRecords,
  ledToNobody,
  clientsStranded,
  clientsToRedeploy,
  officesStale,
  followedLate,
  clientsLeftBehind,
  wrongClock,
  brokenUnsynced,
  updatedInRelationship,
]

/** What the stream shows, that nobody warned of at the time and nobody should sign off unread (REH-08). */
export const foundWarnings = (findings: Unwarned, rehearsal: Rehearsal): readonly Warning[] =>
  rules.flatMap((rule) => rule(findings, rehearsal))
