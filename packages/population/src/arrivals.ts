import { type ClientsConfig, createRandom, type Random } from '@understudy/shared'
import { beatMsOf, onBeat } from './beat.ts'

/** However late it is woken: no more customers than this appear in one moment. */
const arrivalsAtOnceMax = 1_000

/**
 * When customers appear: independent of each other, one about every `sessionEveryMs` (exponential
 * distances, in integer milliseconds), noticed on the beat.
 */
export class Arrivals {
  readonly #random: Random
  readonly #everyMs: number
  readonly #beatMs: number
  #nextMs = 0

  constructor(clients: ClientsConfig, seed: string) {
    this.#random = createRandom(`${seed}/arrivals`)
    this.#everyMs = clients.sessionEveryMs
    this.#beatMs = beatMsOf(clients)
  }

  /** Begins to count; the first customer comes after one distance. */
  begin(nowMs: number): void {
    this.#nextMs = nowMs + this.#distanceMs()
  }

  /** When to ask {@link takeDue} next. */
  get wakeAtMs(): number {
    return onBeat(this.#nextMs, this.#beatMs)
  }

  /** How many customers have appeared since it was last asked. */
  takeDue(nowMs: number): number {
    let count = 0
    while (this.#nextMs <= nowMs && count < arrivalsAtOnceMax) {
      this.#nextMs += this.#distanceMs()
      count++
    }
    if (this.#nextMs <= nowMs) this.begin(nowMs)
    return count
  }

  #distanceMs(): number {
    return Math.max(1, Math.round(-Math.log(1 - this.#random.next()) * this.#everyMs))
  }
}
