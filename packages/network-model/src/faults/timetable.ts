import { assert, type Fault, parseDuration, type TimedFault } from '@understudy/shared'

interface Entry {
  readonly fault: Fault
  readonly afterMs: number
  readonly lastsMs: number | null
}

/** A fault of the timetable whose time has come. */
export interface DueFault {
  readonly fault: Fault
  readonly atMs: number
  readonly endsAtMs: number | null
}

/** The lab file's faults, each due a set time after the timetable starts. */
export class Timetable {
  /** By time; equal times in the order of the lab file. */
  readonly #entries: readonly Entry[]
  #startedAtMs: number | null = null
  #next = 0

  constructor(faults: readonly TimedFault[]) {
    const entries = faults.map(({ at, for: lasts, fault }) => {
      const lastsMs = lasts === undefined ? null : durationMs(lasts)
      return { fault, afterMs: durationMs(at), lastsMs }
    })
    this.#entries = entries.sort((one, other) => one.afterMs - other.afterMs)
  }

  get size(): number {
    return this.#entries.length
  }

  get startedAtMs(): number | null {
    return this.#startedAtMs
  }

  /** How many it is yet to begin, once started. */
  get waiting(): number {
    return this.#startedAtMs === null ? 0 : this.#entries.length - this.#next
  }

  /** To be called once. */
  start(nowMs: number): void {
    this.#startedAtMs = nowMs
  }

  get wakeAtMs(): number | null {
    const next = this.#entries[this.#next]
    if (this.#startedAtMs === null || next === undefined) return null
    return this.#startedAtMs + next.afterMs
  }

  /** Takes off the next one that is due. */
  takeDue(nowMs: number): DueFault | undefined {
    const atMs = this.wakeAtMs
    const entry = this.#entries[this.#next]
    if (atMs === null || entry === undefined || atMs > nowMs) return undefined
    this.#next++
    const { fault, lastsMs } = entry
    return { fault, atMs, endsAtMs: lastsMs === null ? null : atMs + lastsMs }
  }
}

/** The lab file's schema has checked the form. */
function durationMs(text: string): number {
  const ms = parseDuration(text)
  assert(ms !== undefined, `a duration: ${text}`)
  return ms
}
