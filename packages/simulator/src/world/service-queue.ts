/**
 * What waits for an appliance's one thread (docs/TESTING.md, "What a virtual appliance costs"): whatever reaches it
 * is served in the order of arrival, each for its service time. Told is how long it waits for those before it; its
 * own service time, below or about the millisecond that virtual time counts in, is part of the network's latency.
 */
export class ServiceQueue {
  /** Until when it is busy with what has come so far, in microseconds of lab time. */
  #busyUntilUs = 0

  /** In whole milliseconds: what comes now, and takes so long, is served after that. */
  admit(serviceUs: number, nowMs: number): number {
    const nowUs = nowMs * 1_000
    const startsAtUs = Math.max(this.#busyUntilUs, nowUs)
    this.#busyUntilUs = startsAtUs + serviceUs
    return Math.floor((startsAtUs - nowUs) / 1_000)
  }
}
