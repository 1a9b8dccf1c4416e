import type { LabEvent } from '@understudy/shared'
import type { NumberedEvent } from './messages.ts'

/** The last events of a lab, numbered from 1 on; older ones are forgotten. */
export class EventRing {
  readonly #sizeMax: number
  readonly #events: (NumberedEvent | undefined)[]
  #last = 0

  constructor(sizeMax: number) {
    this.#sizeMax = sizeMax
    this.#events = new Array<NumberedEvent | undefined>(sizeMax)
  }

  /** The number of the newest event; 0 = none yet. */
  get last(): number {
    return this.#last
  }

  add(event: LabEvent): NumberedEvent {
    this.#last += 1
    const numbered = { n: this.#last, event }
    this.#events[this.#last % this.#sizeMax] = numbered
    return numbered
  }

  /** All after that number, oldest first; undefined = some of them are forgotten. */
  since(n: number): readonly NumberedEvent[] | undefined {
    if (n > this.#last || n < this.#last - this.#sizeMax) return undefined
    return this.#slice(n)
  }

  /** The newest ones, oldest first. */
  newest(count: number): readonly NumberedEvent[] {
    return this.#slice(Math.max(0, this.#last - Math.min(count, this.#sizeMax)))
  }

  #slice(after: number): readonly NumberedEvent[] {
    const found: NumberedEvent[] = []
    for (let n = after + 1; n <= this.#last; n++) {
      const event = this.#events[n % this.#sizeMax]
      if (event !== undefined) found.push(event)
    }
    return found
  }
}
