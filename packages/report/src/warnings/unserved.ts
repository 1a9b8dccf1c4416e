import { clockText, durationText } from '../format.ts'
import { type Interval, intersection, lengthMs, merged, totalMs } from '../intervals.ts'
import { downForAllOf } from '../outages.ts'
import { ofName, type Rehearsal } from '../rehearsal.ts'
import { claimsOf } from '../traffic.ts'
import { found, type WarningRule } from './warning.ts'

/** A swing by hand and the start after an installation may take this long. */
const toleratedMs = 60_000

/**
 * Nobody served the site for longer than announced: an installation on the appliance with the traffic says beforehand
 * how long it takes (UPD-06); nothing else announces a downtime.
 */
export const unservedTooLong: WarningRule = (_findings, rehearsal) =>
  downForAllOf(rehearsal).flatMap((span) => {
    const plannedMs = totalMs(intersection([span], announcedIn(rehearsal)))
    const beyondMs = lengthMs(span) - plannedMs
    if (beyondMs <= toleratedMs) return []
    const beyond =
      plannedMs === 0
        ? 'and no installation had announced that'
        : `${durationText(beyondMs)} longer than the installation had announced`
    const message = `Nobody served the site from ${clockText(span.startedAtMs)} on, for ${durationText(lengthMs(span))}, ${beyond}.`
    return [found('unserved-too-long', message)]
  })

/** When installations on the appliance with the traffic were due to run, as announced. */
function announcedIn(rehearsal: Rehearsal): readonly Interval[] {
  const claims = claimsOf(rehearsal)
  const serving = ofName(rehearsal.events, 'update-started').filter(({ source, atMs }) =>
    claims.findLast((claim) => claim.atMs <= atMs)?.claimants.includes(source),
  )
  return merged(
    serving.map(({ atMs, durationMs }) => ({ startedAtMs: atMs, endedAtMs: atMs + durationMs })),
  )
}
