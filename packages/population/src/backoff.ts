import type { Random } from '@understudy/shared'
import { onBeat } from './beat.ts'

/** Longer waits end on whole seconds: still spread out, but waking together (see `beatMsOf`). */
const exactBelowMs = 4_000

/** The first span and the longest one, in milliseconds. */
export interface BackoffSpans {
  readonly firstMs: number
  readonly capMs: number
  /** The lower bound of the first wait; by default half of the first span. */
  readonly firstFromMs?: number
}

/** A program tries again after about a second. */
export const programSpans: BackoffSpans = { firstMs: 1_000, capMs: 60_000 }

/**
 * When to dial again after failures: the span doubles from the first (1 s) to the cap (60 s), and the wait is drawn
 * from the second half of each span (first 0.5 to 1 s, finally 30 to 60 s), so that clients cut off together do not
 * come back together (CLI-08).
 */
export class Backoff {
  readonly #random: Random
  readonly #spans: BackoffSpans
  #failures = 0

  constructor(random: Random, spans: BackoffSpans = programSpans) {
    this.#random = random
    this.#spans = spans
  }

  /** The moment of the next attempt, after another failure. */
  nextAtMs(nowMs: number): number {
    const { firstMs, capMs, firstFromMs } = this.#spans
    const spanMs = Math.min(capMs, firstMs * 2 ** Math.min(this.#failures, 16))
    const fromMs = this.#failures === 0 && firstFromMs !== undefined ? firstFromMs : spanMs / 2
    this.#failures++
    const delayMs = this.#random.integer(fromMs, spanMs)
    return delayMs < exactBelowMs ? nowMs + delayMs : onBeat(nowMs + delayMs - 999, 1_000)
  }

  /** It worked: the next failure counts as the first again. */
  reset(): void {
    this.#failures = 0
  }
}
