import type { LabEvent } from '@understudy/shared'
import { ofName } from '../rehearsal.ts'

/**
 * Which acknowledged sessions each appliance holds, followed event by event: its own, and what a sync that proved both
 * equal has brought (SYN-03, SYN-05). Sessions of the guide's test machines are nobody's loss.
 */
export class Holdings {
  readonly #tests: ReadonlySet<string>
  /** Of each session that not everybody holds: by bits, who does, and whether it is within reach. There may be very many. */
  readonly #marks = new Map<string, number>()
  /** What everybody holds: each sync looks only at what has come since the last one. */
  readonly #common = new Set<string>()
  /** By appliance: its bit, and how many of the marked ones it holds. */
  readonly #held = new Map<string, { readonly bit: number; count: number }>()
  #reachable = 0
  #relationship = ''
  readonly #members = new Set<string>()

  constructor(events: readonly LabEvent[], appliances: readonly string[]) {
    this.#tests = new Set(ofName(events, 'test-passed').map(({ lsid }) => lsid))
    for (const name of appliances) this.#of(name)
  }

  take(event: LabEvent): void {
    switch (event.name) {
      case 'session-acknowledged': {
        const { lsid, externalKey: key, appliance } = event
        if (this.#tests.has(lsid) || this.#common.has(key)) return
        this.#mark(key, (this.#marks.get(key) ?? 0) | withinReach | this.#of(appliance).bit)
        return
      }
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
      case 'power-back': {
        const { bit } = this.#of(event.appliance)
        for (const [key, mark] of this.#marks)
          if ((mark & bit) !== 0) this.#mark(key, mark | withinReach)
        return
      }
      default:
        return
    }
  }

  /** How many sessions acknowledged so far this appliance, which has power, does not hold. */
  missingOn(appliance: string): number {
    return this.#reachable - this.#of(appliance).count
  }

  /** What nobody else holds is out of reach, whoever serves: no price of going back. */
  #gone(appliance: string): void {
    const { bit } = this.#of(appliance)
    for (const [key, mark] of this.#marks)
      if ((mark & ~withinReach) === bit) this.#mark(key, mark & ~withinReach)
  }

  /** The stream of a lab that was already running does not name the two; then it is all that there are. */
  #equal(source: string): void {
    const pair = this.#members.has(source) ? [...this.#members] : [...this.#held.keys()]
    const bits = pair.reduce((sum, name) => sum | this.#of(name).bit, 0)
    if (pair.length === 1 || this.#held.size > pair.length) {
      for (const [key, mark] of this.#marks) if ((mark & bits) !== 0) this.#mark(key, mark | bits)
      return
    }
    for (const key of this.#marks.keys()) this.#common.add(key)
    this.#marks.clear()
    this.#reachable = 0
    for (const held of this.#held.values()) held.count = 0
  }

  #mark(key: string, mark: number): void {
    const changed = mark ^ (this.#marks.get(key) ?? 0)
    if (changed === 0) return
    this.#marks.set(key, mark)
    if ((changed & withinReach) !== 0) this.#reachable += (mark & withinReach) === 0 ? -1 : 1
    for (const held of this.#held.values())
      if ((changed & held.bit) !== 0) held.count += (mark & held.bit) === 0 ? -1 : 1
  }

  #of(appliance: string): { readonly bit: number; count: number } {
    const known = this.#held.get(appliance)
    if (known !== undefined) return known
    const held = { bit: 2 << this.#held.size, count: 0 }
    this.#held.set(appliance, held)
    return held
  }
}

/** The bit beside those of the appliances. */
const withinReach = 1
