/** How long after a pull that failed the next is tried, unless the schedule's own is sooner. */
const retryFirstMs = 30_000

/**
 * When to pull next. A failed one is repeated soon, then ever later, but never later than the schedule asks: the site is
 * back after an update at a moment that nobody tells.
 */
export function nextPullAtMs(nowMs: number, everyMs: number, failuresInARow: number): number {
  if (failuresInARow === 0) return nowMs + everyMs
  const retryMs = retryFirstMs * 2 ** Math.min(failuresInARow - 1, 20)
  return nowMs + Math.min(everyMs, retryMs)
}
