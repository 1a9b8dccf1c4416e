import type { ClientsConfig } from '@understudy/shared'
import { beatMsOf, onBeat } from '../beat.ts'
import { type RequestTimes, requestTimeoutMs } from '../measures/request-times.ts'

/** An appliance from which nothing comes for so long is given up. */
const silenceMs = 30_000
/** Where consoles refresh more often than the common beat, they spread on this. */
const fineGridMs = 250

/**
 * One console's requests for its lists: when they are due, and how long each took. Requests go out at
 * their times whether the ones before were answered or not: a slow appliance is not spared by those who
 * wait for it. At most {@link requestTimeoutMs} / `refreshEveryMs` are unanswered and counted.
 */
export class Refreshes {
  readonly #times: RequestTimes
  readonly #everyMs: number
  readonly #gridMs: number
  readonly #phaseMs: number
  /** When those were sent that may still be answered in time, oldest first. */
  readonly #sentMs: number[] = []
  /** Given up; their answers, which come first, are nobody's. */
  #overdue = 0
  #silentSinceMs: number | null = null

  /** `lot` in [0, 1) says where in the span this console's turn is. */
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

  /** One is sent. */
  begin(nowMs: number): void {
    this.#giveUpOverdue(nowMs)
    this.#sentMs.push(nowMs)
    this.#silentSinceMs ??= nowMs
  }

  /** One is answered: they are in the order in which they were sent. */
  answered(nowMs: number): void {
    this.#silentSinceMs = null
    if (this.#overdue > 0) {
      this.#overdue--
      return
    }
    const sentMs = this.#sentMs.shift()
    if (sentMs !== undefined) this.#times.count(nowMs - sentMs, nowMs)
  }

  /** The connection is gone, and with it what was not answered. */
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
