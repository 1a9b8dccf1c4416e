import { type ClientEvent, type ClientGroup, clientGroups } from '@understudy/shared'

const spanMs = 10_000

/** What can happen to an attempt to reach the site. */
export type AttemptNews = 'attempts' | 'connected' | 'deferred' | 'failed' | 'upgraded'
type Counts = Record<AttemptNews, number>

/**
 * Counts how clients come back, by group and span of ten seconds (CLI-08): thousands of clients make a handful of
 * events. A span is reported when something is counted in a later one, so that nothing has to wake for it. Bounded by
 * the number of groups.
 */
export class Reconnections {
  readonly #counts = new Map<ClientGroup, Counts>()
  #fromMs = 0
  #told: ClientEvent[] = []

  /** The counter of one group. */
  of(group: ClientGroup): AttemptCounter {
    return new AttemptCounter(this, group)
  }

  count(group: ClientGroup, news: AttemptNews, nowMs: number): void {
    if (nowMs >= this.#fromMs + spanMs) this.flush(nowMs)
    let counts = this.#counts.get(group)
    if (counts === undefined) {
      counts = { attempts: 0, connected: 0, deferred: 0, failed: 0, upgraded: 0 }
      this.#counts.set(group, counts)
    }
    counts[news]++
  }

  /** Reports what was counted so far. */
  flush(nowMs: number): void {
    for (const group of clientGroups) {
      const counts = this.#counts.get(group)
      if (counts === undefined) continue
      const toMs = Math.min(nowMs, this.#fromMs + spanMs)
      this.#told.push({ name: 'reconnections', group, fromMs: this.#fromMs, toMs, ...counts })
    }
    this.#counts.clear()
    this.#fromMs = Math.floor(nowMs / spanMs) * spanMs
  }

  /** The events of finished spans, once each. */
  take(): readonly ClientEvent[] {
    if (this.#told.length === 0) return none
    const told = this.#told
    this.#told = []
    return told
  }
}

const none: readonly ClientEvent[] = []

/** Counts for one group; all its clients share it. */
export class AttemptCounter {
  readonly #reconnections: Reconnections
  readonly #group: ClientGroup

  constructor(reconnections: Reconnections, group: ClientGroup) {
    this.#reconnections = reconnections
    this.#group = group
  }

  count(news: AttemptNews, nowMs: number): void {
    this.#reconnections.count(this.#group, news, nowMs)
  }
}
