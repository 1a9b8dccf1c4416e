import type { EventName } from '@understudy/shared'
import { ofName, type Rehearsal } from '../rehearsal.ts'
import type { Report } from '../schema.ts'
import { claimsOf, firstLeadOf } from '../traffic.ts'

type GoBack = NonNullable<Report['goBack']>

/**
 * Until when one can go back (REH-05). Without losing anything: as long as who served at first still serves, with the software of
 * before. After that to whichever appliance has not been touched yet, at the price of what was recorded meanwhile; when the
 * last one's installation begins, no more. Null = nothing was installed, so that there is nothing to go back from.
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

/** What somebody does to lead the site elsewhere; the network tells what came of it a moment later, maybe in the next step. */
const swings: ReadonlySet<EventName> = new Set([
  'address-disabled',
  'record-changed',
  'nat-rule-changed',
  'swap-started',
])
const momentMs = 1_000

/** When the site's traffic first left who had it at first, and the step that did it. */
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
