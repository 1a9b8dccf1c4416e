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
  const places: Place[] = []
  let now: Place = { window: '', step: '' }
  for (const event of events) {
    if (event.name === 'window-started') now = { window: event.window, step: '' }
    if (event.name === 'step-started') now = { window: event.window, step: event.step }
    places.push(now)
    if (event.name === 'step-ended') now = { window: now.window, step: '' }
    if (event.name === 'window-ended') now = { window: '', step: '' }
  }
  return places
}
