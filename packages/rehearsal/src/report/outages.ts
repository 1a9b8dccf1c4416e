import type { LabEvent } from '@understudy/shared'
import { clipped, lengthMs, overlapping } from './intervals.ts'
import type { Place } from './places.ts'
import type { Rehearsal } from './rehearsal.ts'
import type { Report } from './schema.ts'
import { firstOwnerOf, sharedAddressOf } from './traffic.ts'

type Outage = Report['outages'][number]

/**
 * When the site did not answer, as its probes saw it, from lab-ready on. Outages of several probes
 * that overlap are one. One that is still open at the end counts until the last event.
 */
export function outagesOf(rehearsal: Rehearsal): readonly Outage[] {
  const seen = outagesSeen(rehearsal)
  return overlapping(seen).flatMap((group) => {
    const first = group[0] as SeenOutage
    const span = {
      startedAtMs: first.startedAtMs,
      endedAtMs: Math.max(...group.map((outage) => outage.endedAtMs)),
    }
    const within = { startedAtMs: rehearsal.readyAtMs, endedAtMs: rehearsal.endedAtMs }
    return clipped([span], within).map((kept) => ({
      ...kept,
      downtimeMs: lengthMs(kept),
      recovered: group.every((outage) => outage.recovered),
      ...placeOfCause(rehearsal, first),
      reason: [...new Set(group.map((outage) => outage.reason))].join('; '),
    }))
  })
}

interface SeenOutage {
  readonly startedAtMs: number
  readonly endedAtMs: number
  readonly recovered: boolean
  readonly reason: string
  /** The last good answer, at or before the beginning. */
  readonly lastGoodMs: number
  /** Where in the stream the first failure was told. */
  readonly noticedIndex: number
}

function outagesSeen({ events, endedAtMs }: Rehearsal): readonly SeenOutage[] {
  const seen: SeenOutage[] = []
  const open = new Map<string, SeenOutage>()
  events.forEach((event, noticedIndex) => {
    if (event.name === 'outage-began') {
      const { probe, reason, lastGoodMs } = event
      const span = { startedAtMs: lastGoodMs, endedAtMs, lastGoodMs }
      open.set(probe, { ...span, recovered: false, reason, noticedIndex })
    }
    if (event.name === 'outage-ended') {
      const { probe, startedAtMs, endedAtMs, reason } = event
      const began = open.get(probe) ?? { lastGoodMs: startedAtMs, noticedIndex }
      seen.push({ ...began, startedAtMs, endedAtMs, recovered: true, reason })
      open.delete(probe)
    }
  })
  return [...seen, ...open.values()]
}

/**
 * The step that took the site away. A probe notices late (its request has to time out) and its last
 * good answer lies before; so what the lab itself told between the two decides, if anything.
 */
function placeOfCause({ events, places }: Rehearsal, outage: SeenOutage): Place {
  const noticedAtMs = events[outage.noticedIndex]?.atMs ?? outage.startedAtMs
  const shared = sharedAddressOf(events)
  let owner = firstOwnerOf(events) ?? ''
  const isOther = (event: LabEvent): boolean => 'address' in event && event.address !== shared
  const cause = events.findIndex((event) => {
    if (isOther(event)) return false
    const taken = takesSiteAway(event, owner)
    if (event.name === 'traffic-owner') owner = event.owner ?? ''
    return taken && event.atMs >= outage.lastGoodMs && event.atMs <= noticedAtMs
  })
  return places[cause === -1 ? outage.noticedIndex : cause] ?? { window: '', step: '' }
}

/** Whether this takes the site from its clients, while `owner` has the shared address. */
function takesSiteAway(event: LabEvent, owner: string): boolean {
  switch (event.name) {
    case 'traffic-owner':
      return event.owner !== owner && owner !== ''
    case 'role-changed':
      return event.source === owner && event.to === 'backup'
    // Told before the network tells that nobody owns it, which may be in the next step already.
    case 'address-disabled':
    case 'update-started':
    case 'swap-started':
      return event.source === owner
    case 'path-cut':
      return event.from === owner || event.to === owner
    default:
      return false
  }
}
