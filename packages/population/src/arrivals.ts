import { type ClientsConfig, createRandom, type Random } from '@understudy/shared'
import { beatMsOf, onBeat } from './beat.ts'

/** No more customers than this appear in one moment, however late it is woken. */
const arrivalsAtOnceMax = 1_000

/**
 * When customers appear: independently, one about every `sessionEveryMs` (exponential distances, in integer
 * milliseconds), noticed on the beat. A day's profile walks the same distances faster in busy hours and slower in quiet
 * ones, so that a rehearsal can be put into hours of low traffic.
 */
export class Arrivals {
  readonly #random: Random
  readonly #everyMs: number
  readonly #profile: readonly number[] | undefined
  readonly #beatMs: number
  #nextMs = 0

  constructor(clients: ClientsConfig, seed: string) {
    this.#random = createRandom(`${seed}/arrivals`)
    this.#everyMs = clients.sessionEveryMs
    this.#profile = clients.dayProfile
    this.#beatMs = beatMsOf(clients)
  }

  /** Starts counting; the first customer comes after one distance. */
  begin(nowMs: number): void {
    this.#nextMs = this.#after(nowMs)
  }

  /** When to ask {@link takeDue} next. */
  get wakeAtMs(): number {
    return onBeat(this.#nextMs, this.#beatMs)
  }

  /** How many customers have appeared since the last call. */
  takeDue(nowMs: number): number {
    let count = 0
    while (this.#nextMs <= nowMs && count < arrivalsAtOnceMax) {
      this.#nextMs = this.#after(this.#nextMs)
      count++
    }
    if (this.#nextMs <= nowMs) this.begin(nowMs)
    return count
  }

  /** When the next customer comes, after one at that moment. */
  #after(fromMs: number): number {
    const distanceMs = -Math.log(1 - this.#random.next()) * this.#everyMs
    const walkedMs =
      this.#profile === undefined ? distanceMs : walkMs(fromMs, distanceMs, this.#profile)
    return fromMs + Math.max(1, Math.round(walkedMs))
  }
}

const hourMs = 3_600_000
/** In a day without customers nobody comes; the next look is after a week. */
const hoursMax = 7 * 24

/** How long it takes, from that moment on, to walk a distance that takes `distanceMs` in an hour of weight 1. */
function walkMs(fromMs: number, distanceMs: number, profile: readonly number[]): number {
  let atMs = fromMs
  let leftMs = distanceMs
  for (let hours = 0; hours < hoursMax; hours++) {
    const weight = profile[Math.floor(atMs / hourMs) % 24] ?? 1
    const hourEndsMs = (Math.floor(atMs / hourMs) + 1) * hourMs
    const inThisHourMs = weight * (hourEndsMs - atMs)
    if (inThisHourMs > leftMs) return atMs + leftMs / weight - fromMs
    leftMs -= inThisHourMs
    atMs = hourEndsMs
  }
  return atMs - fromMs
}
