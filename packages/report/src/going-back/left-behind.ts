import { acknowledgedWhere } from '../acknowledged.ts'
import { ofName, type Rehearsal } from '../rehearsal.ts'

/**
 * Of the lost sessions those that stayed on the box which the site was led away from on the way back, as far as a warning
 * had announced how many that would be (UPD-10). Who acknowledged each is read from the events.
 */
export function leftBehind(rehearsal: Rehearsal, lost: readonly string[]): readonly string[] {
  const { events } = rehearsal
  const holder = ofName(events, 'audit').at(-1)?.holder
  const announced = ofName(events, 'warning')
    .filter(({ code }) => code === 'left-behind')
    .reduce((most, { count = 0 }) => Math.max(most, count), 0)
  if (announced === 0) return []
  const missing = new Set(lost)
  return acknowledgedWhere(
    rehearsal,
    ({ appliance, lsid }) => appliance !== holder && missing.has(lsid),
  ).slice(0, announced)
}
