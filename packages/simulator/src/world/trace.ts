import type { EventBody, LabEvent } from '@understudy/shared'

/** Every event of the world in the order in which it was recorded; whoever listens is told of each. */
export class Trace {
  readonly events: LabEvent[] = []
  readonly #listeners: ((event: LabEvent) => void)[] = []
  #keeps = true

  /** From now on events are told and not kept: a long run has millions of them. */
  keepNone(): void {
    this.#keeps = false
    this.events.length = 0
  }

  record(source: string, body: EventBody, atMs: number): void {
    const event = { ...body } as LabEvent & { atMs: number; source: string }
    event.atMs = atMs
    event.source = source
    if (this.#keeps) this.events.push(event)
    for (const listen of this.#listeners) listen(event)
  }

  /** Listeners must not record anything themselves; they put what they hear into an inbox. */
  listen(listener: (event: LabEvent) => void): void {
    this.#listeners.push(listener)
  }
}

/**
 * One line of JSON for each event, keys in the order in which they were set: what the trace hash of
 * a run is made of (CHA-07).
 */
export function* traceLines(events: Iterable<LabEvent>): Iterable<string> {
  for (const event of events) yield JSON.stringify(event)
}
