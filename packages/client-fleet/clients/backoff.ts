import type { Random } from '@understudy/shared'
import { onBeat } from './beat.ts'

const capMs = 60_000
/** Longer waits end on whole seconds: still spread, but waking together (see `beatMsOf`). */
const exactBelowMs = 4_000

/**
 * When to dial again after failures: the span doubles from 1 s to 60 s, and of each span the second
 * half is drawn by lot (first 0.5 to 1 s, at last 30 to 60 s), so that clients that were cut off
 * together do not come back together (CLI-08).
 */
export class Backoff {
  readonly #random: Random
  readonly #firstMs: number
  #failures = 0

  /** A program tries again after a second; a person takes longer to. */
  constructor(random: Random, firstMs = 1_000) {
    this.#random = random
    this.#firstMs = firstMs
  }

  /** The moment of the next attempt, after one more failure. */
  nextAtMs(nowMs: number): number {
    const spanMs = Math.min(capMs, this.#firstMs * 2 ** Math.min(this.#failures, 16))
    this.#failures++
    const delayMs = this.#random.integer(spanMs / 2, spanMs)
    return delayMs < exactBelowMs ? nowMs + delayMs : onBeat(nowMs + delayMs - 999, 1_000)
  }

  /** It worked: the next failure is the first again. */
  reset(): void {
    this.#failures = 0
  }
}
