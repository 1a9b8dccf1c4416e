/** Time before the first retransmission, and the minimum before any (RFC 6298 2.1, 2.4). Real hosts may be quicker. */
const firstAfterMs = 1_000
/** The time doubles up to this (RFC 6298 2.5, 5.5). */
const timeoutMaxMs = 60_000

/**
 * When TCP next retransmits what was sent at `sentAtMs` and has not arrived by `nowMs`: after 1 s, then after twice
 * as long each time, up to 60 s apart (RFC 6298 5.5). A path healed in between is noticed only then (NET-12).
 */
export function nextRetransmissionAtMs(sentAtMs: number, nowMs: number): number {
  let timeoutMs = firstAfterMs
  let atMs = sentAtMs + timeoutMs
  while (atMs < nowMs && timeoutMs < timeoutMaxMs) {
    timeoutMs = Math.min(2 * timeoutMs, timeoutMaxMs)
    atMs += timeoutMs
  }
  const missedMs = Math.max(0, nowMs - atMs)
  return atMs + Math.ceil(missedMs / timeoutMaxMs) * timeoutMaxMs
}
