import type { LabEvent } from '@understudy/shared'
import { ofName } from '../rehearsal.ts'

/**
 * Which acknowledged sessions each appliance holds, followed event by event: its own, and what a sync that proved both
 * equal has brought (SYN-03, SYN-05). Sessions of the guide's test machines are nobody's loss.
 */
export class Holdings {
  readonly #tests: ReadonlySet<string>
  /** What each holds, and what anybody does, of what is not {@link #common}. */
  readonly #held = new Map<string, Set<string>>()
  readonly #all = new Set<string>()
  /** What everybody holds: each sync looks only at what has come since the last one. */
  readonly #common = new Set<string>()
  #relationship = ''
  readonly #members = new Set<string>()

  constructor(events: readonly LabEvent[], appliances: readonly string[]) {
    this.#tests = new Set(ofName(events, 'test-passed').map(({ lsid }) => lsid))
    for (const name of appliances) this.#held.set(name, new Set())
  }

  take(event: LabEvent): void {
    switch (event.name) {
      case 'session-acknowledged':
        if (this.#tests.has(event.lsid) || this.#common.has(event.externalKey)) return
        this.#all.add(event.externalKey)
        this.#of(event.appliance).add(event.externalKey)
        return
      case 'relationship-established':
        if (event.relationship !== this.#relationship) this.#members.clear()
        this.#relationship = event.relationship
        this.#members.add(event.source)
        return
      case 'sync-finished':
        if (event.digestsAgree) this.#equal(event.source)
        return
      case 'power-lost':
        this.#gone(event.appliance)
        return
      case 'power-back':
        for (const key of this.#of(event.appliance)) this.#all.add(key)
        return
      default:
        return
    }
  }

  /** How many sessions acknowledged so far this appliance, which has power, does not hold. */
  missingOn(appliance: string): number {
    return this.#all.size - this.#of(appliance).size
  }

  /** What nobody else holds is out of reach, whoever serves: no price of going back. */
  #gone(appliance: string): void {
    const others = [...this.#held].filter(([name]) => name !== appliance)
    for (const key of this.#of(appliance))
      if (others.every(([, keys]) => !keys.has(key))) this.#all.delete(key)
  }

  /** The stream of a lab that was already running does not name the two; then it is all that there are. */
  #equal(source: string): void {
    const pair = this.#members.has(source) ? [...this.#members] : [...this.#held.keys()]
    const union = new Set(pair.flatMap((name) => [...this.#of(name)]))
    const isEverybody = pair.length > 1 && [...this.#held.keys()].every((one) => pair.includes(one))
    for (const name of pair)
      if (isEverybody) this.#of(name).clear()
      else for (const key of union) this.#of(name).add(key)
    if (!isEverybody) return
    for (const key of union) {
      this.#all.delete(key)
      this.#common.add(key)
    }
  }

  #of(appliance: string): Set<string> {
    const held = this.#held.get(appliance) ?? new Set()
    this.#held.set(appliance, held)
    return held
  }
}
