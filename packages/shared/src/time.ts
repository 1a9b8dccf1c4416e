/** A time as RFC 3339 in UTC, to the second: "2012-11-03T22:00:00Z". From 1970 to 9999. */
export function isoTimeOf(ms: number): string {
  // biome-ignore lint/style/noRestrictedGlobals: the calendar of a given time is no clock; the only place that needs it.
  return `${new Date(ms).toISOString().slice(0, 19)}Z`
}

const unitsMs = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 } as const

/** The longest duration that a runbook may name: four weeks. */
export const durationMaxMs = 28 * 24 * unitsMs.h

/** Milliseconds of a duration as people write it ("500ms", "60s", "90m", "4h"); undefined = not a duration. */
export function parseDuration(text: string): number | undefined {
  const [, count, unit] = /^(\d{1,9})(ms|s|m|h)$/.exec(text) ?? []
  if (count === undefined || unit === undefined) return undefined
  return Number(count) * unitsMs[unit as keyof typeof unitsMs]
}

/** A duration for people, in the largest unit that is exact: "90m", "1500ms". */
export function formatDuration(ms: number): string {
  for (const unit of ['h', 'm', 's'] as const)
    if (ms >= unitsMs[unit] && ms % unitsMs[unit] === 0) return `${ms / unitsMs[unit]}${unit}`
  return `${ms}ms`
}
