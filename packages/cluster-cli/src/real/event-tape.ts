import type { ConductorEvent, LabEvent } from '@understudy/shared'

/**
 * The lab's events in the hub's order. The conductor's own come back from the hub; those that did not, because the hub
 * is gone, are kept too, so that the report has an ending.
 */
export class EventTape {
  readonly #told: LabEvent[]
  #unconfirmed: LabEvent[] = []
  readonly #source: string

  /** `before`: what has happened before this process. */
  constructor(source: string, before: readonly LabEvent[] = []) {
    this.#source = source
    this.#told = [...before]
  }

  /** An event this process has sent to the hub. */
  sent(event: ConductorEvent, atMs: number): void {
    this.#unconfirmed.push({ ...event, atMs, source: this.#source })
  }

  /** An event from the hub. Returns whether it came from another participant. */
  told(event: LabEvent): boolean {
    this.#told.push(event)
    if (event.source !== this.#source) return true
    this.#unconfirmed.shift()
    return false
  }

  /** Whether everything sent has come back. */
  get settled(): boolean {
    return this.#unconfirmed.length === 0
  }

  events(): readonly LabEvent[] {
    return [...this.#told, ...this.#unconfirmed]
  }
}
