import { acknowledgedWhere } from './acknowledged.ts'
import { ofName, type Rehearsal } from './rehearsal.ts'

/**
 * Of the lost sessions those that an appliance alone held as it lost power, as far as a warning had announced how many
 * that would be (SYN-07). Whoever acknowledged them and when is read from the events: a warning explains no other loss.
 */
export function lostWithABox(rehearsal: Rehearsal, lost: readonly string[]): readonly string[] {
  const { events } = rehearsal
  const missing = new Set(lost)
  return ofName(events, 'power-lost').flatMap(({ atMs, appliance }) => {
    const announced = ofName(events, 'warning')
      .filter((warning) => warning.code === 'unsynced' && warning.atMs <= atMs)
      .reduce((most, { count = 0 }) => Math.max(most, count), 0)
    if (announced === 0) return []
    return acknowledgedWhere(
      rehearsal,
      (one) => one.appliance === appliance && one.atMs <= atMs && missing.has(one.lsid),
    ).slice(0, announced)
  })
}
