import type { EventName, LabEvent } from '@understudy/shared'
import { type Place, placesOf } from './places.ts'

/** The event of that name. */
export type EventOf<N extends EventName> = Extract<LabEvent, { name: N }>

/** An event stream prepared for reading: all times are ms since rehearsal-started. */
export interface Rehearsal {
  /** Up to and including rehearsal-ended; taking the lab down is not part of the rehearsal. */
  readonly events: readonly LabEvent[]
  /** For each event the window and step in which it happened. */
  readonly places: readonly Place[]
  /** Lab time of rehearsal-started, in ms since the Unix epoch. */
  readonly originMs: number
  /** When the lab was ready; 0 if it never was. Before that, nothing had been up yet that could go down. */
  readonly readyAtMs: number
  /** The last event's time. */
  readonly endedAtMs: number
}

/** Reads a recorded stream. An empty one gives an empty rehearsal. */
export function rehearsalOf(recorded: readonly LabEvent[]): Rehearsal {
  const last = recorded.findLastIndex((event) => event.name === 'rehearsal-ended')
  const own = last === -1 ? recorded : recorded.slice(0, last + 1)
  const origin = own.find((event) => event.name === 'rehearsal-started') ?? own[0]
  const events = own.map((event) => rebased(event, origin?.atMs ?? 0))
  return {
    events,
    places: placesOf(events),
    originMs: origin?.atMs ?? 0,
    readyAtMs: ofName(events, 'lab-ready')[0]?.atMs ?? 0,
    endedAtMs: events.reduce((latest, event) => Math.max(latest, event.atMs), 0),
  }
}

export function ofName<N extends EventName>(
  events: readonly LabEvent[],
  name: N,
): readonly EventOf<N>[] {
  return events.filter((event): event is EventOf<N> => event.name === name)
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
