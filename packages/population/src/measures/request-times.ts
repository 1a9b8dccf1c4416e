import type { ClientEvent } from '@understudy/shared'

const spanMs = 60_000
/** A request that takes longer has failed (CLI-03). */
export const requestTimeoutMs = 10_000

/**
 * How long the consoles' requests took, all consoles together, per minute of lab time: exact percentiles from a
 * histogram of milliseconds, in 40 kB however many requests there are. A minute is reported when the first request of a
 * later one is counted.
 */
export class RequestTimes {
  readonly #histogram = new Uint32Array(requestTimeoutMs)
  #fromMs: number | null = null
  #answered = 0
  #failed = 0
  #maxMs = 0
  #told: ClientEvent[] = []

  /** `tookMs` null, or {@link requestTimeoutMs} and more: it failed. */
  count(tookMs: number | null, nowMs: number): void {
    if (this.#fromMs !== null && nowMs >= endOf(this.#fromMs)) this.flush(nowMs)
    this.#fromMs ??= nowMs
    if (tookMs === null || tookMs >= requestTimeoutMs) {
      this.#failed++
      return
    }
    this.#answered++
    this.#histogram[tookMs] = (this.#histogram[tookMs] ?? 0) + 1
    if (tookMs > this.#maxMs) this.#maxMs = tookMs
  }

  /** Reports what was counted so far. `count` = answered and failed; the times are those of the answered. */
  flush(nowMs: number): void {
    if (this.#fromMs === null) return
    this.#told.push({
      name: 'requests-measured',
      fromMs: this.#fromMs,
      toMs: Math.min(nowMs, endOf(this.#fromMs)),
      count: this.#answered + this.#failed,
      failed: this.#failed,
      p50Ms: this.#percentile(0.5),
      p99Ms: this.#percentile(0.99),
      maxMs: this.#maxMs,
    })
    this.#histogram.fill(0)
    this.#fromMs = null
    this.#answered = 0
    this.#failed = 0
    this.#maxMs = 0
  }

  /** The events of finished minutes, once each. */
  take(): readonly ClientEvent[] {
    if (this.#told.length === 0) return none
    const told = this.#told
    this.#told = []
    return told
  }

  /** The shortest time within which that share was answered; 0 if none was. */
  #percentile(share: number): number {
    const wanted = Math.ceil(this.#answered * share)
    let seen = 0
    for (let ms = 0; ms <= this.#maxMs; ms++) {
      seen += this.#histogram[ms] ?? 0
      if (seen >= wanted) return ms
    }
    return this.#maxMs
  }
}

const none: readonly ClientEvent[] = []
const endOf = (fromMs: number): number => (Math.floor(fromMs / spanMs) + 1) * spanMs
