/** A span of time, `startedAtMs` <= `endedAtMs`. */
export interface Interval {
  readonly startedAtMs: number
  readonly endedAtMs: number
}

export const lengthMs = (span: Interval): number => span.endedAtMs - span.startedAtMs

/** The parts of the spans inside `within`; a span that only touches it is dropped. */
export function clipped(spans: readonly Interval[], within: Interval): readonly Interval[] {
  return spans
    .map((span) => ({
      startedAtMs: Math.max(span.startedAtMs, within.startedAtMs),
      endedAtMs: Math.min(span.endedAtMs, within.endedAtMs),
    }))
    .filter((span) => span.endedAtMs > span.startedAtMs)
}

export const totalMs = (spans: readonly Interval[]): number =>
  spans.reduce((sum, span) => sum + lengthMs(span), 0)

export const longestMs = (spans: readonly Interval[]): number =>
  spans.reduce((longest, span) => Math.max(longest, lengthMs(span)), 0)

/** Groups of overlapping spans, by start, so that no moment is counted twice. */
export function overlapping<T extends Interval>(spans: readonly T[]): readonly (readonly T[])[] {
  const groups: T[][] = []
  let groupEndsAtMs = Number.NEGATIVE_INFINITY
  for (const span of spans.toSorted((a, b) => a.startedAtMs - b.startedAtMs)) {
    const group = groups.at(-1)
    if (group === undefined || span.startedAtMs > groupEndsAtMs) groups.push([span])
    else group.push(span)
    groupEndsAtMs = Math.max(groupEndsAtMs, span.endedAtMs)
  }
  return groups
}

/** The spans without overlaps, in order. */
export const merged = (spans: readonly Interval[]): readonly Interval[] =>
  overlapping(spans).map((group) => ({
    startedAtMs: Math.min(...group.map((span) => span.startedAtMs)),
    endedAtMs: Math.max(...group.map((span) => span.endedAtMs)),
  }))

/** What lies within spans of both lists. */
export const intersection = (
  spans: readonly Interval[],
  others: readonly Interval[],
): readonly Interval[] => spans.flatMap((span) => clipped(others, span))

/** Collects the spans during which a condition held; fed in order of time. */
export class Stretches {
  readonly #spans: Interval[] = []
  #sinceMs: number | null = null

  set(holds: boolean, atMs: number): void {
    if (holds) this.#sinceMs ??= atMs
    else this.#end(atMs)
  }

  /** All spans; one that still holds ends now. */
  finish(atMs: number): readonly Interval[] {
    this.#end(atMs)
    return this.#spans
  }

  #end(atMs: number): void {
    if (this.#sinceMs !== null) this.#spans.push({ startedAtMs: this.#sinceMs, endedAtMs: atMs })
    this.#sinceMs = null
  }
}
