import type { Rehearsal } from './rehearsal.ts'
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
export function* atRiskOf(rehearsal: Rehearsal): Generator<AtRisk> {
  const { all, readyAtMs } = rehearsal
  let told = 0
  yield { atMs: readyAtMs, records: told }
  const byAppliance = new Map<string, number>()
  const claims = claimsOf(rehearsal)
  for (const event of all) {
    if (event.name === 'sync-finished' && event.digestsAgree) byAppliance.clear()
    else if (event.name === 'session-recorded')
      byAppliance.set(event.source, (byAppliance.get(event.source) ?? 0) + 1)
    else continue
    const serving = claims.findLast(({ atMs }) => atMs <= event.atMs)?.claimants[0]
    const records = serving === undefined ? 0 : (byAppliance.get(serving) ?? 0)
    if (records === told || event.atMs < readyAtMs) continue
    told = records
    yield { atMs: event.atMs, records }
  }
}

/** The most that was ever at risk, and when; null = nothing was recorded. */
export function worstRiskOf(rehearsal: Rehearsal): AtRisk | null {
  let worst: AtRisk | undefined
  for (const one of atRiskOf(rehearsal))
    if (worst === undefined || one.records > worst.records) worst = one
  return worst === undefined || (worst.records === 0 && !hasRecords(rehearsal)) ? null : worst
}

function hasRecords({ all }: Rehearsal): boolean {
  for (const { name } of all) if (name === 'session-recorded') return true
  return false
}
