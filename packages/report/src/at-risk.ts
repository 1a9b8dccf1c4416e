import { ofName, type Rehearsal } from './rehearsal.ts'
import { claimsOf } from './traffic.ts'

/** From this moment on, this many records exist on one appliance only. */
export interface AtRisk {
  readonly atMs: number
  readonly records: number
}

/**
 * What would be lost if the serving appliance vanished: the records it has stored since the last sync that proved both
 * sides equal (SYN-07). One point per change, from lab-ready on.
 */
export function atRiskOf(rehearsal: Rehearsal): readonly AtRisk[] {
  const { events, readyAtMs } = rehearsal
  const changes: AtRisk[] = [{ atMs: readyAtMs, records: 0 }]
  const byAppliance = new Map<string, number>()
  const claims = claimsOf(rehearsal)
  for (const event of events) {
    if (event.name === 'sync-finished' && event.digestsAgree) byAppliance.clear()
    else if (event.name === 'session-recorded')
      byAppliance.set(event.source, (byAppliance.get(event.source) ?? 0) + 1)
    else continue
    const serving = claims.findLast(({ atMs }) => atMs <= event.atMs)?.claimants[0]
    const records = serving === undefined ? 0 : (byAppliance.get(serving) ?? 0)
    if (records !== changes.at(-1)?.records && event.atMs >= readyAtMs)
      changes.push({ atMs: event.atMs, records })
  }
  return changes
}

/** The most that was ever at risk, and when; null = nothing was recorded. */
export function worstRiskOf(rehearsal: Rehearsal): AtRisk | null {
  if (ofName(rehearsal.events, 'session-recorded').length === 0) return null
  return atRiskOf(rehearsal).reduce((worst, one) => (one.records > worst.records ? one : worst))
}
