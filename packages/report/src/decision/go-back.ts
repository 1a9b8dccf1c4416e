import { ofName, type Rehearsal } from '../rehearsal.ts'
import type { Report } from '../schema.ts'
import { claimsOf, firstLeadOf } from '../traffic.ts'

type GoBack = NonNullable<Report['goBack']>

/**
 * Until when one can go back (REH-05). Without losing anything: as long as who served at first still serves, with the software of
 * before. After that to whichever appliance has not been touched yet, at the price of what was recorded meanwhile; when the
 * last one's installation begins, no more. Null = nothing was installed, so that there is nothing to go back from.
 */
export function goBackOf(rehearsal: Rehearsal, steps: Report['steps']): GoBack | null {
  const { events, readyAtMs, endedAtMs } = rehearsal
  const appliances =
    ofName(events, 'lab-ready')[0]?.versions.map(({ appliance }) => appliance) ?? []
  const begun = new Map<string, number>()
  for (const { source, atMs } of ofName(events, 'update-started'))
    if (atMs >= readyAtMs && !begun.has(source)) begun.set(source, atMs)
  if (begun.size === 0) return null
  const first = firstLeadOf(rehearsal)
  const swungAtMs = claimsOf(rehearsal).find(
    ({ atMs, claimants }) => atMs >= readyAtMs && first !== undefined && !claimants.includes(first),
  )?.atMs
  const touchedAtMs = first === undefined ? undefined : begun.get(first)
  const free = [swungAtMs, touchedAtMs].filter((atMs) => atMs !== undefined)
  const freeUntilMs = free.length === 0 ? null : Math.min(...free)
  const untilMs = appliances.every((name) => begun.has(name)) ? Math.max(...begun.values()) : null
  const stakes = ofName(events, 'session-acknowledged').filter(
    ({ atMs }) => freeUntilMs !== null && atMs > freeUntilMs && atMs <= (untilMs ?? endedAtMs),
  )
  return {
    freeUntilMs,
    freeUntilStep: stepAt(steps, freeUntilMs),
    untilMs,
    untilStep: stepAt(steps, untilMs),
    sessionsAtStake: new Set(stakes.map(({ externalKey }) => externalKey)).size,
  }
}

const stepAt = (steps: Report['steps'], atMs: number | null): string =>
  steps.findLast(
    ({ startedAtMs, endedAtMs }) =>
      atMs !== null &&
      startedAtMs !== null &&
      startedAtMs <= atMs &&
      (endedAtMs === null || atMs <= endedAtMs),
  )?.id ?? ''
