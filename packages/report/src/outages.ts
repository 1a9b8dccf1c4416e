import type { LabEvent } from '@understudy/shared'
import {
  clipped,
  type Interval,
  intersection,
  lengthMs,
  longestMs,
  merged,
  overlapping,
  totalMs,
} from './intervals.ts'
import { officeLeadsOf } from './network/office-leads.ts'
import { byNumber, officeOfProbe } from './offices.ts'
import { byHandMsIn, pageTurnsOf } from './people.ts'
import type { Place } from './places.ts'
import { ofName, type Rehearsal } from './rehearsal.ts'
import type { Report } from './schema.ts'
import { claimIn, firstOwnerOf } from './traffic.ts'

type Outage = Report['outages'][number]

/**
 * When the site did not answer, as its probes saw it, from lab-ready on. Overlapping outages of several probes count as
 * one. One still open at the end counts until the last event; one still open
 * when the rehearsal was left (REH-04), until then.
 */
export function outagesOf(rehearsal: Rehearsal): readonly Outage[] {
  const seen = outagesSeen(rehearsal)
  const probes = probesIn(rehearsal)
  const pageTurns = pageTurnsOf(rehearsal)
  const within = { startedAtMs: rehearsal.readyAtMs, endedAtMs: rehearsal.endedAtMs }
  return overlapping(seen).flatMap((group) => {
    const first = group[0] as SeenOutage
    const span = {
      startedAtMs: first.startedAtMs,
      endedAtMs: Math.max(...group.map((outage) => outage.endedAtMs)),
    }
    return clipped([span], within).map((kept) => ({
      ...kept,
      downtimeMs: lengthMs(kept),
      ...boundsOf(group, within),
      downForAllMs: totalMs(clipped(commonTo(group, probes), kept)),
      byHandMs: byHandMsIn([kept], pageTurns),
      offices: [...new Set(group.map(({ probe }) => officeOfProbe(probe)))].sort(byNumber),
      recovered: group.every((outage) => outage.recovered),
      ...placeOfCause(rehearsal, first),
      reason: [
        ...new Set([...group.map(({ reason }) => reason), ...whyNobody(rehearsal, group)]),
      ].join('; '),
    }))
  })
}

/**
 * Between two requests nobody knows: at least from the first failure to the last one, at most from the last good sign
 * to the next.
 */
function boundsOf(group: readonly SeenOutage[], within: Interval) {
  const surely = group.map((outage) => ({ ...outage, endedAtMs: outage.lastFailedMs }))
  const earliest = Math.min(...group.map(({ earliestMs }) => earliestMs))
  const latest = Math.max(...group.map(({ endedAtMs }) => endedAtMs))
  const possibly = clipped([{ startedAtMs: earliest, endedAtMs: latest }], within)
  return {
    downtimeMsMin: totalMs(clipped(merged(surely), within)),
    downtimeMsMax: totalMs(possibly),
  }
}

/** Why the network led these offices to nobody, if it did: a probe cannot know that (NET-03, NET-13). */
const whyNobody = ({ events }: Rehearsal, group: readonly SeenOutage[]): readonly string[] =>
  ofName(events, 'office-moved')
    .filter(
      ({ office, to, atMs }) =>
        to === null &&
        group.some(
          ({ probe, startedAtMs, endedAtMs }) =>
            officeOfProbe(probe) === office && atMs >= startedAtMs && atMs <= endedAtMs,
        ),
    )
    .map(({ why }) => why)

/** Downtime of each office, as its own probe saw it. */
export function downtimeByOffice(rehearsal: Rehearsal): Report['offices'] {
  const seen = outagesSeen(rehearsal)
  const within = { startedAtMs: rehearsal.readyAtMs, endedAtMs: rehearsal.endedAtMs }
  const leads = officeLeadsOf(rehearsal)
  return leads.map(({ office, last, movedAtMs }) => {
    const own = seen.filter(({ probe }) => officeOfProbe(probe) === office)
    const spans = clipped(merged(own), within)
    const downtime = { downtimeMs: totalMs(spans), longestGapMs: longestMs(spans) }
    return { name: office, outages: spans.length, ...downtime, ledTo: last, movedAtMs }
  })
}

const probesIn = ({ events }: Rehearsal): ReadonlySet<string> =>
  new Set(events.flatMap((event) => ('probe' in event ? [event.probe] : [])))

/** When no office had an answer, from lab-ready on. */
export function downForAllOf(rehearsal: Rehearsal): readonly Interval[] {
  const within = { startedAtMs: rehearsal.readyAtMs, endedAtMs: rehearsal.endedAtMs }
  return clipped(commonTo(outagesSeen(rehearsal), probesIn(rehearsal)), within)
}

/** When none of the probes had an answer. */
function commonTo(group: readonly SeenOutage[], probes: ReadonlySet<string>): readonly Interval[] {
  const [first = [], ...others] = [...probes].map((probe) =>
    merged(group.filter((outage) => outage.probe === probe)),
  )
  return others.reduce(intersection, first)
}

interface SeenOutage {
  readonly probe: string
  readonly startedAtMs: number
  readonly endedAtMs: number
  readonly recovered: boolean
  readonly reason: string
  /** The last sign of life, at or before the start that was noticed. */
  readonly earliestMs: number
  /** When the last unanswered request was sent. */
  readonly lastFailedMs: number
  /** The last good answer, at or before the beginning. */
  readonly lastGoodMs: number
  /** Where in the stream the first failure was reported. */
  readonly noticedIndex: number
}

function outagesSeen({ events, endedAtMs }: Rehearsal): readonly SeenOutage[] {
  const seen: SeenOutage[] = []
  const open = new Map<string, SeenOutage>()
  events.forEach((event, noticedIndex) => {
    if (event.name === 'outage-began') {
      const { probe, reason, startedAtMs, earliestMs, lastGoodMs } = event
      const known = { probe, startedAtMs, earliestMs, lastGoodMs, reason, noticedIndex }
      // If still open at the end, it lasts until then.
      open.set(probe, { ...known, endedAtMs, lastFailedMs: endedAtMs, recovered: false })
    }
    if (event.name === 'rehearsal-taken-up') {
      // The probes of then are gone, and those that come after them begin anew.
      const { leftAtMs } = event
      for (const one of open.values())
        seen.push({ ...one, endedAtMs: leftAtMs, lastFailedMs: leftAtMs })
      open.clear()
    }
    if (event.name === 'outage-ended') {
      const { probe, startedAtMs, endedAtMs, lastFailedMs, reason } = event
      const told = { startedAtMs, endedAtMs, lastFailedMs, reason, recovered: true }
      const unseen = { probe, earliestMs: startedAtMs, lastGoodMs: startedAtMs, noticedIndex }
      seen.push({ ...(open.get(probe) ?? unseen), ...told })
      open.delete(probe)
    }
  })
  return [...seen, ...open.values()]
}

/**
 * The step that took the site away. A probe notices late (its request has to time out), and its last good answer came
 * earlier; so whatever the lab itself reported in between decides, if there is anything.
 */
function placeOfCause(rehearsal: Rehearsal, outage: SeenOutage): Place {
  const { events, places } = rehearsal
  const noticedAtMs = events[outage.noticedIndex]?.atMs ?? outage.startedAtMs
  const office = officeOfProbe(outage.probe)
  const claim = claimIn(events)
  let owner = firstOwnerOf(rehearsal) ?? ''
  // An office may still be led to another appliance than the one that has the traffic.
  let led = ''
  const cause = events.findIndex((event) => {
    const claimed = claim(event)
    if (claimed === undefined && isClaimOfOther(event)) return false
    const next = claimed === undefined ? owner : (claimed.claimants[0] ?? '')
    const taken = (next !== owner && owner !== '') || takesSiteAway(event, [owner, led])
    owner = next
    if (event.name === 'office-moved' && event.office === office) led = event.to ?? ''
    return taken && event.atMs >= outage.lastGoodMs && event.atMs <= noticedAtMs
  })
  return places[cause === -1 ? outage.noticedIndex : cause] ?? { window: '', step: '' }
}

const isClaimOfOther = (event: LabEvent): boolean => event.name === 'traffic-owner'

/** Whether this event takes the site from clients that these appliances serve. */
function takesSiteAway(event: LabEvent, serving: readonly string[]): boolean {
  switch (event.name) {
    case 'role-changed':
      return serving.includes(event.source) && event.to === 'backup'
    // Reported before the network says that nobody owns it, which may be in the next step already.
    case 'address-disabled':
    case 'update-started':
    case 'swap-started':
      return serving.includes(event.source)
    case 'power-lost':
      return serving.includes(event.appliance)
    case 'path-cut':
    case 'fault-began':
      return serving.includes(event.from) || serving.includes(event.to)
    default:
      return false
  }
}
