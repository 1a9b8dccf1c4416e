import type { ZoneChange, ZoneOutcome } from '../names/zone-change.ts'
import { type NetworkEffect, record } from '../network-effect.ts'
import type { NetworkParts } from '../network-parts.ts'

export interface ZoneChanged {
  readonly outcome: ZoneOutcome
  readonly effects: readonly NetworkEffect[]
}

/** Makes all changes to the zone or none, and tells what moved as a result (NET-04). */
export function changeZone(
  { zone, site }: NetworkParts,
  changes: readonly ZoneChange[],
  by: 'operation' | 'dynamic-update',
): ZoneChanged {
  const outcome = zone.apply(changes)
  if (!outcome.ok) return { outcome, effects: [] }
  const { serial, changed } = outcome
  const told = changed.map(({ name, type, from, to, ...ttls }) =>
    record({ name: 'record-changed', record: name, type, from, to, ...ttls, serial, by }),
  )
  return { outcome, effects: [...told, ...site.follow()] }
}
