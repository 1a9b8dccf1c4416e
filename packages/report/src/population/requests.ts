import { ofName, type Rehearsal } from '../rehearsal.ts'
import type { Report } from '../schema.ts'

type Requests = NonNullable<Report['requests']>
type Span = Requests['spans'][number]

const spansMax = 2_000

/** How long representatives waited for their lists (CLI-03). Null = nobody measured. */
export function requestsOf({ events, readyAtMs }: Rehearsal): Requests | null {
  const told = ofName(events, 'requests-measured').filter(({ toMs }) => toMs > readyAtMs)
  const spans = told.map(
    ({ fromMs, toMs, count, failed, p50Ms, p99Ms, maxMs }): Span => ({
      startedAtMs: Math.max(0, fromMs),
      endedAtMs: Math.max(0, toMs),
      count,
      failed,
      p50Ms,
      p99Ms,
      maxMs,
    }),
  )
  const [first] = spans
  if (first === undefined) return null
  const worst = spans.reduce((slowest, span) => (isWorse(span, slowest) ? span : slowest), first)
  return {
    count: spans.reduce((sum, span) => sum + span.count, 0),
    failed: spans.reduce((sum, span) => sum + span.failed, 0),
    worst,
    spans: spans.length <= spansMax ? spans : worstOfEach(spans),
  }
}

const isWorse = (span: Span, other: Span): boolean =>
  span.p99Ms > other.p99Ms || (span.p99Ms === other.p99Ms && span.maxMs > other.maxMs)

/** The worst of several neighbours stands for all of them, so that damage is never left out. */
function worstOfEach(spans: readonly Span[]): Span[] {
  const each = Math.ceil(spans.length / spansMax)
  return Array.from({ length: Math.ceil(spans.length / each) }, (_, i) =>
    spans
      .slice(i * each, (i + 1) * each)
      .reduce((worst, span) => (isWorse(span, worst) ? span : worst)),
  )
}
