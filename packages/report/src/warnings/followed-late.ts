import { durationText, listText, plural } from '../format.ts'
import { type EventOf, ofName, type Rehearsal } from '../rehearsal.ts'
import { leadsOf } from '../traffic.ts'
import { found, type WarningRule } from './warning.ts'

/** Later than the record's TTL by more than this is late: a maintenance window is planned around the TTL. */
const toleratedMs = 3_600_000

/** Offices that followed a swing, but long after everybody thought it was over (NET-04). */
export const followedLate: WarningRule = (_findings, rehearsal) => {
  const late = lateMovesOf(rehearsal)
  if (late.length === 0) return []
  const names = late.map(
    ({ office, to, afterMs, why }) =>
      `${office} to ${to.toUpperCase()} after ${durationText(afterMs)}, when ${why}`,
  )
  return [
    found(
      'followed-late',
      `${plural(late.length, 'office')} followed the site long after it was swung: ${listText(names, 5)}.`,
    ),
  ]
}

interface LateMove {
  readonly office: string
  readonly to: string
  readonly afterMs: number
  readonly why: string
}

function lateMovesOf(rehearsal: Rehearsal): readonly LateMove[] {
  const lastLed = new Map<string, string>()
  return ofName(rehearsal.events, 'office-moved').flatMap((move) => {
    const { office, from, to, why } = move
    // Led to nobody for a while and then back to the same appliance: it followed nothing.
    if (to === null) return []
    const before = lastLed.get(office) ?? from
    lastLed.set(office, to)
    if (before === null || before === to) return []
    const afterMs = afterSwingMs(rehearsal, move, to)
    return afterMs > ttlMsAt(rehearsal, move.atMs) + toleratedMs
      ? [{ office, to, afterMs, why }]
      : []
  })
}

/** How long the site had led there by the time the office followed. */
function afterSwingMs(rehearsal: Rehearsal, { atMs }: EventOf<'office-moved'>, to: string): number {
  const lead = leadsOf(rehearsal).findLast(
    (one) => one.atMs <= atMs && [one.appliance, ...(one.others ?? [])].includes(to),
  )
  return lead === undefined ? 0 : atMs - lead.atMs
}

/** How long an answer from before the swing may have been believed, going by the zone. */
function ttlMsAt({ events }: Rehearsal, untilMs: number): number {
  const { site } = ofName(events, 'rehearsal-started')[0] ?? {}
  const changes = ofName(events, 'record-changed').filter(
    ({ record, atMs }) => record === site && atMs <= untilMs,
  )
  return Math.max(0, ...changes.map(({ ttlMs, ttlBeforeMs }) => ttlBeforeMs ?? ttlMs))
}
