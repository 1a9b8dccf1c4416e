/** When a host that gets no answer to its SYN repeats it, after the first: Linux' first five, in ms. */
const synRepeatsMs = [1_000, 3_000, 7_000, 15_000, 31_000] as const

/**
 * When a connection that was dialled at `dialledAtMs` into a black hole tries again, `repeats` repetitions
 * having failed already; null = it has given up to the client's patience.
 */
export function nextSynAtMs(dialledAtMs: number, repeats: number): number | null {
  const afterMs = synRepeatsMs[repeats]
  return afterMs === undefined ? null : dialledAtMs + afterMs
}
