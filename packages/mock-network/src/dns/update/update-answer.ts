import type { Zone, ZoneChange, ZoneOutcome } from '@understudy/network-model'
import { classes, type Rcode, rcodes, types } from '../wire/codes.ts'
import type { Message, WireQuestion } from '../wire/message.ts'
import { checkPrerequisites } from './prerequisites.ts'
import { zoneChanges } from './zone-changes.ts'

/** Makes all the changes or none, and says why not. */
export type UpdateZone = (changes: readonly ZoneChange[]) => ZoneOutcome

/** Answers a dynamic update (RFC 2136 3). An unsigned one is refused before the zone is looked at (RFC 3007). */
export function updateAnswer(
  zone: Zone,
  update: UpdateZone,
  message: Message,
  question: WireQuestion,
  isSigned: boolean,
): Rcode {
  if (question.type !== types.soa) return rcodes.formErr
  const isOurs = question.class === classes.in && question.name.text.toLowerCase() === zone.origin
  if (!isOurs) return rcodes.notAuth
  if (!isSigned) return rcodes.refused
  // In an update, the answers are prerequisites and the authorities are updates.
  const unmet = checkPrerequisites(zone, message.answers)
  if (unmet !== rcodes.noError) return unmet
  const changes = zoneChanges(zone, message.authorities)
  if (typeof changes === 'number') return changes
  return update(changes).ok ? rcodes.noError : rcodes.refused
}
