import { ask } from './ask.ts'

const everyMs = 2
const patienceMs = 2_000
/** More at once would only queue in this process. */
const atOnceMax = 50

/** A client of the site that asks anew every 2 ms, however many of its earlier requests still wait. */
export class Client {
  /** When each was answered by first and last, of the requests that were begun since {@link forget}. */
  readonly #answers = new Map<string, { firstAt: number; lastAt: number }>()
  readonly #timer: NodeJS.Timeout
  #sinceAt = 0
  #waiting = 0
  #told: (() => void) | undefined

  constructor(port: number, ca: string) {
    this.#timer = setInterval(() => {
      if (this.#waiting < atOnceMax) void this.#ask(port, ca)
    }, everyMs)
  }

  /** When its first answer had come. */
  firstOf(who: string): number {
    return this.#answers.get(who)?.firstAt ?? Number.NaN
  }

  lastOf(who: string): number {
    return this.#answers.get(who)?.lastAt ?? Number.NaN
  }

  /** Until that one has answered. */
  async answered(who: string): Promise<void> {
    while (!this.#answers.has(who))
      await new Promise<void>((resolve) => {
        this.#told = resolve
      })
  }

  /** Nothing counts of what was asked so far. */
  forget(): void {
    this.#answers.clear()
    this.#sinceAt = performance.now()
  }

  stop(): void {
    clearInterval(this.#timer)
  }

  async #ask(port: number, ca: string): Promise<void> {
    const begunAt = performance.now()
    this.#waiting += 1
    const who = await ask(port, ca, patienceMs)
    this.#waiting -= 1
    if (who === null || begunAt < this.#sinceAt) return
    const at = performance.now()
    const firstAt = this.#answers.get(who)?.firstAt ?? at
    this.#answers.set(who, { firstAt, lastAt: at })
    this.#told?.()
  }
}
