/** The first retransmission, and the least time before any (RFC 6298 2.1, 2.4). Programs of real hosts may be quicker. */
const firstAfterMs = 1_000
/** What the time doubles to at most (RFC 6298 2.5, 5.5). */
const timeoutMaxMs = 60_000

/**
 * When TCP sends again what was sent at `sentAtMs` and has not arrived by `nowMs`: after 1 s, and after twice as
 * long each time, up to 60 s apart (RFC 6298 5.5). What healed in between is noticed only then (NET-12).
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
