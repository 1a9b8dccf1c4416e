import { ofName, type Rehearsal } from '../rehearsal.ts'

/**
 * Of the lost sessions those that stayed on the box which the site was led away from on the way back, as far as a warning
 * had announced how many that would be (UPD-10). Who acknowledged each is read from the events.
 */
export function leftBehind({ events }: Rehearsal, lost: readonly string[]): readonly string[] {
  const holder = ofName(events, 'audit').at(-1)?.holder
  const announced = ofName(events, 'warning')
    .filter(({ code }) => code === 'left-behind')
    .reduce((most, { count = 0 }) => Math.max(most, count), 0)
  const missing = new Set(lost)
  return ofName(events, 'session-acknowledged')
    .filter(({ appliance, lsid }) => appliance !== holder && missing.has(lsid))
    .slice(0, announced)
    .map(({ lsid }) => lsid)
}
