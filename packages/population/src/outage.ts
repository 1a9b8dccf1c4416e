const denseMsMin = 5
const denseMsMax = 10_000

/** A time in which the site does not answer, from the first sign of failure on. */
export class Outage {
  readonly startedAtMs: number
  readonly #firstReason: string
  readonly #reasons = new Map<string, number>()
  #probesFailed = 0

  constructor(startedAtMs: number, reason: string) {
    this.startedAtMs = startedAtMs
    this.#firstReason = reason
  }

  get probesFailed(): number {
    return this.#probesFailed
  }

  countFailure(reason: string): void {
    this.#probesFailed++
    this.#reasons.set(reason, (this.#reasons.get(reason) ?? 0) + 1)
  }

  /** What most of the probes met; where none failed, what began it. */
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
   * When to probe next: after a hundredth of the time so far, so that a gap is measured to about 1 %
   * however long it is, with 5 ms to 10 s between probes. The longest distance falls on whole tens of seconds.
   */
  nextProbeAtMs(nowMs: number): number {
    const wishedMs = Math.floor((nowMs - this.startedAtMs) / 100)
    if (wishedMs >= denseMsMax) return (Math.floor(nowMs / denseMsMax) + 1) * denseMsMax
    return nowMs + Math.max(denseMsMin, wishedMs)
  }
}
