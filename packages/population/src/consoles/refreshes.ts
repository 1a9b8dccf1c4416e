import type { ClientsConfig } from '@understudy/shared'
import { beatMsOf, onBeat } from '../beat.ts'
import { type RequestTimes, requestTimeoutMs } from '../measures/request-times.ts'

/** An appliance that sends nothing for this long is given up on. */
const silenceMs = 30_000
/** Consoles that refresh more often than the common beat spread out on this grid. */
const fineGridMs = 250

/**
 * One console's requests for its lists: when they are due, and how long each took. Requests go out on time whether or
 * not earlier ones were answered: waiting consoles do not spare a slow appliance. At most {@link requestTimeoutMs} /
 * `refreshEveryMs` are unanswered and counted.
 */
export class Refreshes {
  readonly #times: RequestTimes
  readonly #everyMs: number
  readonly #gridMs: number
  readonly #phaseMs: number
  /** When the requests that may still be answered in time were sent, oldest first. */
  readonly #sentMs: number[] = []
  /** Given up; their answers come first and are ignored. */
  #overdue = 0
  #silentSinceMs: number | null = null

  /** `lot` in [0, 1): where in the span this console's turn is. */
  constructor(clients: ClientsConfig, lot: number, times: RequestTimes) {
    const beatMs = beatMsOf(clients)
    this.#times = times
    this.#everyMs = clients.refreshEveryMs
    this.#gridMs = this.#everyMs >= beatMs ? beatMs : Math.min(fineGridMs, this.#everyMs)
    this.#phaseMs = Math.floor((lot * this.#everyMs) / this.#gridMs) * this.#gridMs
  }

  /** The first turn after that moment. */
  nextAtMs(nowMs: number): number {
    const turn = Math.floor((nowMs - this.#phaseMs) / this.#everyMs) + 1
    return onBeat(turn * this.#everyMs + this.#phaseMs, this.#gridMs)
  }

  /** A request is sent. */
  begin(nowMs: number): void {
    this.#giveUpOverdue(nowMs)
    this.#sentMs.push(nowMs)
    this.#silentSinceMs ??= nowMs
  }

  /** A request is answered; answers come in the order of sending. */
  answered(nowMs: number): void {
    this.#silentSinceMs = null
    if (this.#overdue > 0) {
      this.#overdue--
      return
    }
    const sentMs = this.#sentMs.shift()
    if (sentMs !== undefined) this.#times.count(nowMs - sentMs, nowMs)
  }

  /** The connection is gone, and so is everything not yet answered. */
  lost(nowMs: number): void {
    for (const _ of this.#sentMs) this.#times.count(null, nowMs)
    this.#sentMs.length = 0
    this.#overdue = 0
    this.#silentSinceMs = null
  }

  /** Nothing has come for so long that the connection must be dead. */
  isSilent(nowMs: number): boolean {
    return this.#silentSinceMs !== null && nowMs - this.#silentSinceMs >= silenceMs
  }

  #giveUpOverdue(nowMs: number): void {
    for (let first = this.#sentMs[0]; first !== undefined; first = this.#sentMs[0]) {
      if (nowMs - first < requestTimeoutMs) return
      this.#sentMs.shift()
      this.#overdue++
      this.#times.count(null, nowMs)
    }
  }
}
