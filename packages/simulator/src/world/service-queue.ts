/** A queue this long is other work's: what a healthy box has to do keeps nobody waiting for a second. */
const busyMsMin = 1_000

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
    const waitMs = this.waitMs(nowMs)
    this.#busyUntilUs = Math.max(this.#busyUntilUs, nowMs * 1_000) + serviceUs
    return waitMs
  }

  /** Other work keeps it from its own. */
  isBusy(nowMs: number): boolean {
    return this.waitMs(nowMs) >= busyMsMin
  }

  /** How long what came now would wait, in whole milliseconds. */
  waitMs(nowMs: number): number {
    return Math.floor(Math.max(0, this.#busyUntilUs - nowMs * 1_000) / 1_000)
  }
}
