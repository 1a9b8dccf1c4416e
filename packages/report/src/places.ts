import type { LabEvent } from '@understudy/shared'

/** Where in the runbook something happened. '' = outside any window or step. */
export interface Place {
  readonly window: string
  readonly step: string
}

/**
 * The place of each event, by its position in the stream and not by its time: in virtual time a
 * whole swing can happen within one millisecond.
 */
export function placesOf(events: readonly LabEvent[]): readonly Place[] {
  const walk = new PlaceWalk()
  return events.map((event) => walk.next(event))
}

/** Goes through a stream, and tells the place of each event. */
export class PlaceWalk {
  #now: Place = { window: '', step: '' }

  next(event: LabEvent): Place {
    if (event.name === 'window-started') this.#now = { window: event.window, step: '' }
    if (event.name === 'step-started') this.#now = { window: event.window, step: event.step }
    const place = this.#now
    if (event.name === 'step-ended') this.#now = { window: place.window, step: '' }
    if (event.name === 'window-ended') this.#now = { window: '', step: '' }
    return place
  }
}
