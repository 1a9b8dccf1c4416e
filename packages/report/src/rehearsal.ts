import type { EventName, LabEvent } from '@understudy/shared'
import { isPlain, type PlainEvent } from './frequent.ts'
import { type Place, placesOf } from './places.ts'

/** The event of that name. */
export type EventOf<N extends EventName> = Extract<LabEvent, { name: N }>

/** An event stream prepared for reading: all times are ms since rehearsal-started. */
export interface Rehearsal {
  /** Up to and including rehearsal-ended; taking the lab down is not part of the rehearsal. */
  readonly events: readonly PlainEvent[]
  /** With those that come with every session: the whole stream, read again each time, and never held. */
  readonly all: Iterable<LabEvent>
  /** Who acknowledged the first session, and how many of `events` came before; null = none was. */
  readonly firstAcknowledged: { readonly appliance: string; readonly before: number } | null
  /** For each event the window and step in which it happened. */
  readonly places: readonly Place[]
  /** Lab time of rehearsal-started, in ms since the Unix epoch. */
  readonly originMs: number
  /** When the lab was ready; 0 if it never was. Before that, nothing had been up yet that could go down. */
  readonly readyAtMs: number
  /** The last event's time. */
  readonly endedAtMs: number
}

/** Reads a recorded stream, which may be read again later. An empty one gives an empty rehearsal. */
export function rehearsalOf(recorded: Iterable<LabEvent>): Rehearsal {
  const { count, originMs } = ownIn(recorded)
  const all = { [Symbol.iterator]: () => rebasedOf(recorded, count, originMs) }
  const events: PlainEvent[] = []
  let firstAcknowledged: Rehearsal['firstAcknowledged'] = null
  let endedAtMs = 0
  for (const event of all) {
    endedAtMs = Math.max(endedAtMs, event.atMs)
    if (isPlain(event)) events.push(event)
    else if (event.name === 'session-acknowledged')
      firstAcknowledged ??= { appliance: event.appliance, before: events.length }
  }
  return {
    events,
    all,
    firstAcknowledged,
    places: placesOf(events),
    originMs,
    readyAtMs: ofName(events, 'lab-ready')[0]?.atMs ?? 0,
    endedAtMs,
  }
}

/** How many events are of the rehearsal, and when it began. */
function ownIn(recorded: Iterable<LabEvent>): {
  readonly count: number
  readonly originMs: number
} {
  let read = 0
  let count = 0
  let firstMs: number | undefined
  let startedMs: number | undefined
  for (const event of recorded) {
    read += 1
    firstMs ??= event.atMs
    if (event.name === 'rehearsal-started') startedMs ??= event.atMs
    if (event.name === 'rehearsal-ended') count = read
  }
  return { count: count === 0 ? read : count, originMs: startedMs ?? firstMs ?? 0 }
}

function* rebasedOf(
  recorded: Iterable<LabEvent>,
  count: number,
  originMs: number,
): Generator<LabEvent> {
  let left = count
  for (const event of recorded) {
    if (left === 0) return
    left -= 1
    yield rebased(event, originMs)
  }
}

export function ofName<E extends LabEvent, N extends E['name']>(
  events: readonly E[],
  name: N,
): readonly Extract<E, { name: N }>[] {
  return events.filter((event): event is Extract<E, { name: N }> => event.name === name)
}

function rebased(event: LabEvent, originMs: number): LabEvent {
  const atMs = event.atMs - originMs
  switch (event.name) {
    case 'outage-began':
      return {
        ...event,
        atMs,
        startedAtMs: event.startedAtMs - originMs,
        earliestMs: event.earliestMs - originMs,
        lastGoodMs: event.lastGoodMs - originMs,
      }
    case 'outage-ended':
      return {
        ...event,
        atMs,
        startedAtMs: event.startedAtMs - originMs,
        endedAtMs: event.endedAtMs - originMs,
        lastFailedMs: event.lastFailedMs - originMs,
      }
    case 'rehearsal-taken-up':
      return { ...event, atMs, leftAtMs: event.leftAtMs - originMs }
    case 'fault-ended':
      return { ...event, atMs, startedAtMs: event.startedAtMs - originMs }
    case 'machine-busy':
    case 'availability':
    case 'reconnections':
    case 'requests-measured':
      return { ...event, atMs, fromMs: event.fromMs - originMs, toMs: event.toMs - originMs }
    default:
      return { ...event, atMs }
  }
}
