const denseMsMin = 5
const denseMsMax = 10_000
/** The time between two probes, as a share of the time since the last sign of a change. */
const denseShare = 0.1

/** A time in which the site does not answer, starting with the first sign of failure. */
export class Outage {
  readonly startedAtMs: number
  /** When the last request without a good answer was sent. */
  lastFailedMs: number
  readonly #firstReason: string
  readonly #reasons = new Map<string, number>()
  #probesFailed = 0
  /** The last sign that the site may have changed; the first is its failure. */
  #signMs: number

  constructor(startedAtMs: number, reason: string) {
    this.startedAtMs = startedAtMs
    this.lastFailedMs = startedAtMs
    this.#firstReason = reason
    this.#signMs = startedAtMs
  }

  get probesFailed(): number {
    return this.#probesFailed
  }

  countFailure(sentAtMs: number, reason: string): void {
    this.#probesFailed++
    this.lastFailedMs = Math.max(this.lastFailedMs, sentAtMs)
    this.#reasons.set(reason, (this.#reasons.get(reason) ?? 0) + 1)
  }

  /** Something has changed in the lab that may bring the site back: worth probing densely now. */
  noteSign(atMs: number): void {
    this.#signMs = Math.max(this.#signMs, atMs)
  }

  /** What most of the failed probes met; if none failed, what began the outage. */
  get reason(): string {
    let best = this.#firstReason
    let bestCount = 0
    for (const [reason, count] of this.#reasons)
      if (count > bestCount) {
        best = reason
        bestCount = count
      }
    return best
  }

  /**
   * When to probe next: after a tenth of the time since the last sign, with 5 ms to 10 s between probes. So the end of
   * a gap is known to 5 ms if a sign announced it (an address taken, an installation over, a cable mended), and a long
   * installation costs a few hundred probes instead of thousands. The longest distance falls on whole tens of seconds.
   */
  nextProbeAtMs(nowMs: number): number {
    const wishedMs = Math.floor((nowMs - this.#signMs) * denseShare)
    if (wishedMs >= denseMsMax) return (Math.floor(nowMs / denseMsMax) + 1) * denseMsMax
    return nowMs + Math.max(denseMsMin, wishedMs)
  }
}
