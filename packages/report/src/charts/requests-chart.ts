import { clockText, durationText, plural } from '../format.ts'
import { type Markup, markup } from '../markup.ts'
import { frame } from '../picture/scale.ts'
import type { Report } from '../schema.ts'
import { chartRight, drawLine, drawScale, type Panel, panelOf, type TimeAxis } from './panel.ts'

type Span = NonNullable<Report['requests']>['spans'][number]

export const requestsHeight = 120

/** How long representatives waited, from a millisecond upwards in powers of ten; failed requests in red. */
export function requestsPanel(spans: readonly Span[], axis: TimeAxis, top: number): Markup {
  const shown = spans.filter(
    (span) => span.endedAtMs > axis.startedAtMs && span.startedAtMs < axis.endedAtMs,
  )
  const decades = Math.max(3, Math.ceil(Math.log10(Math.max(1, ...shown.map((s) => s.maxMs)))))
  const panel = panelOf(axis, top, requestsHeight, (ms) => Math.log10(Math.max(1, ms)) / decades)
  const values = Array.from({ length: decades + 1 }, (_, i) => 10 ** i)
  return markup`<text class="lane" x="${frame.left - 12}" y="${top - 10}">Requests</text>
    ${drawScale(panel, values, durationText)}
    ${drawLine(
      pointsOf(shown, panel, (span) => span.maxMs),
      'requests-max',
    )}
    ${drawLine(
      pointsOf(shown, panel, (span) => span.p99Ms),
      'requests-p99',
    )}
    ${drawLine(
      pointsOf(shown, panel, (span) => span.p50Ms),
      'requests-p50',
    )}
    ${shown.map((span) => drawSpan(span, panel))}`
}

/** A point in the middle of each span. */
const pointsOf = (spans: readonly Span[], panel: Panel, of: (span: Span) => number) =>
  spans
    .filter((span) => span.count > span.failed)
    .map((span) => [panel.x((span.startedAtMs + span.endedAtMs) / 2), panel.y(of(span))] as const)

/** Shows its tip on hover; red where requests failed. */
function drawSpan(span: Span, panel: Panel): Markup {
  const { startedAtMs, endedAtMs, count, failed, p50Ms, p99Ms, maxMs } = span
  const x = panel.x(startedAtMs)
  const width = Math.max(1, panel.x(endedAtMs) - x)
  const tip = `${clockText(startedAtMs)} to ${clockText(endedAtMs)}: ${plural(count, 'request')}, ${failed} failed; half within ${durationText(p50Ms)}, 99 in 100 within ${durationText(p99Ms)}, all within ${durationText(maxMs)}`
  const bad = failed === 0 ? '' : 'bad'
  return markup`<g class="requests-span ${bad}"><title>${tip}</title><rect x="${x}" y="${panel.top}" width="${Math.min(width, chartRight - x)}" height="${panel.height}"/></g>`
}
