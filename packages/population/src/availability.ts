import type { ClientEvent } from '@understudy/shared'

const spanMs = 60_000

/**
 * Counts what a probe saw, per minute of lab time. A minute is reported when the first answer of a later one arrives,
 * so that nothing has to wake for it.
 */
export class Availability {
  readonly #probe: string
  #fromMs: number | null = null
  #ok = 0
  #failed = 0

  constructor(probe: string) {
    this.#probe = probe
  }

  /** Counts one answer; returns the previous minute's event if that minute is over. */
  count(ok: boolean, nowMs: number): ClientEvent | null {
    const over = this.#fromMs !== null && nowMs >= endOf(this.#fromMs)
    const event = over ? this.flush(nowMs) : null
    this.#fromMs ??= nowMs
    if (ok) this.#ok++
    else this.#failed++
    return event
  }

  /** What was counted so far, or null if nothing was. */
  flush(nowMs: number): ClientEvent | null {
    if (this.#fromMs === null) return null
    const event: ClientEvent = {
      name: 'availability',
      probe: this.#probe,
      fromMs: this.#fromMs,
      toMs: Math.min(nowMs, endOf(this.#fromMs)),
      ok: this.#ok,
      failed: this.#failed,
    }
    this.#fromMs = null
    this.#ok = 0
    this.#failed = 0
    return event
  }
}

const endOf = (fromMs: number): number => (Math.floor(fromMs / spanMs) + 1) * spanMs
