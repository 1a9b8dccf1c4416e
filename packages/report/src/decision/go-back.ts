import type { EventName } from '@understudy/shared'
import { ofName, type Rehearsal } from '../rehearsal.ts'
import type { Report } from '../schema.ts'
import { claimsOf, firstLeadOf } from '../traffic.ts'

type GoBack = NonNullable<Report['goBack']>

/**
 * Until when one can go back (REH-05). Without loss: as long as the appliance that served first still serves, with its
 * old software. After that: to any appliance not touched yet, losing what was recorded meanwhile. Once the last one's
 * installation begins: no longer. Null = nothing was installed, so there is nothing to go back from.
 */
export function goBackOf(rehearsal: Rehearsal): GoBack | null {
  const { events, readyAtMs, endedAtMs } = rehearsal
  const appliances =
    ofName(events, 'lab-ready')[0]?.versions.map(({ appliance }) => appliance) ?? []
  const begun = new Map<string, Moment>()
  events.forEach(({ name, source, atMs }, index) => {
    if (name === 'update-started' && atMs >= readyAtMs && !begun.has(source))
      begun.set(source, { atMs, step: rehearsal.places[index]?.step ?? '' })
  })
  if (begun.size === 0) return null
  const first = firstLeadOf(rehearsal) ?? ''
  const free = earliest([swingIn(rehearsal, first), begun.get(first)])
  const isOver = appliances.every((name) => begun.has(name))
  const last = isOver ? [...begun.values()].at(-1) : undefined
  const untilMs = last?.atMs ?? null
  const stakes = ofName(events, 'session-acknowledged').filter(
    ({ atMs }) => free !== undefined && atMs > free.atMs && atMs <= (untilMs ?? endedAtMs),
  )
  return {
    freeUntilMs: free?.atMs ?? null,
    freeUntilStep: free?.step ?? '',
    untilMs,
    untilStep: last?.step ?? '',
    sessionsAtStake: new Set(stakes.map(({ externalKey }) => externalKey)).size,
  }
}

interface Moment {
  readonly atMs: number
  readonly step: string
}

const earliest = (moments: readonly (Moment | undefined)[]): Moment | undefined =>
  moments.filter((moment) => moment !== undefined).sort((one, other) => one.atMs - other.atMs)[0]

/** What somebody does to swing the site; the network reports the effect a moment later, maybe in the next step. */
const swings: ReadonlySet<EventName> = new Set([
  'address-disabled',
  'record-changed',
  'nat-rule-changed',
  'swap-started',
])
const momentMs = 1_000

/** When the site's traffic first left the appliance that had it at first, and the step that caused it. */
function swingIn(rehearsal: Rehearsal, first: string): Moment | undefined {
  const { events, places, readyAtMs } = rehearsal
  const left = claimsOf(rehearsal).find(
    ({ atMs, claimants }) => atMs >= readyAtMs && !claimants.includes(first),
  )
  if (left === undefined) return undefined
  const { atMs } = left
  const cause = events.findLastIndex(
    (event) => swings.has(event.name) && event.atMs <= atMs && event.atMs >= atMs - momentMs,
  )
  const told = events.findLastIndex((event) => event.atMs <= atMs)
  return { atMs, step: places[cause === -1 ? told : cause]?.step ?? '' }
}
