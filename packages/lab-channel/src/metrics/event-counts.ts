import type { Measure } from './measure.ts'

/** How often a process has recorded each kind of event since it started. */
export class EventCounts {
  readonly #counts = new Map<string, number>()

  add(name: string): void {
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1)
  }

  measure(): Measure {
    const samples = [...this.#counts].map(([event, value]) => ({ labels: { event }, value }))
    const help = 'Events that this process has recorded, by their names in the catalogue'
    return { name: 'understudy_events_total', help, kind: 'counter', samples }
  }
}
