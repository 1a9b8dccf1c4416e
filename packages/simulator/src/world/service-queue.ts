/**
 * The queue for an appliance's one thread (docs/TESTING.md, "What a virtual appliance costs"): whatever reaches it
 * is served in the order of arrival, each for its service time. Only the wait for those before it is counted; its own
 * service time, a few milliseconds at most, is part of the network's latency.
 */
export class ServiceQueue {
  /** Until when it is busy with what has come so far, in microseconds of lab time. */
  #busyUntilUs = 0

  /** Queues what comes now and takes that long; returns its wait in whole milliseconds. */
  admit(serviceUs: number, nowMs: number): number {
    const nowUs = nowMs * 1_000
    const startsAtUs = Math.max(this.#busyUntilUs, nowUs)
    this.#busyUntilUs = startsAtUs + serviceUs
    return Math.floor((startsAtUs - nowUs) / 1_000)
  }
}
