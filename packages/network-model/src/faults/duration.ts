const unitMs: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 }

/** Milliseconds of a time in a lab file: "90s", "12m". Its form is the schema's concern. */
export function durationMs(text: string): number {
  const [, count, unit = 's'] = /^(\d+)(ms|s|m|h)$/.exec(text) ?? []
  return Number(count) * (unitMs[unit] ?? 1_000)
}
