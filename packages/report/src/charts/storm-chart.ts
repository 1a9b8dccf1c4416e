import { clockText, countText, plural } from '../format.ts'
import { type Markup, markup } from '../markup.ts'
import { frame } from '../picture/scale.ts'
import { perSecond } from '../population/storm.ts'
import type { Report } from '../schema.ts'
import {
  chartRight,
  drawLine,
  drawScale,
  type Panel,
  panelOf,
  rounded,
  roundValues,
  type TimeAxis,
} from './panel.ts'

type Storm = NonNullable<Report['storm']>
type Span = Storm['spans'][number]

export const stormHeight = 170

/** Attempts per second by outcome, and above it how many clients have been upgraded so far. */
export function stormPanel(storm: Storm, axis: TimeAxis, top: number): Markup {
  const shown = storm.spans.filter(
    (span) => span.endedAtMs > axis.startedAtMs && span.startedAtMs < axis.endedAtMs,
  )
  const rates = roundValues(Math.max(...shown.map(perSecond)), 4)
  const ratesMax = rates.at(-1) ?? 1
  const panel = panelOf(axis, top, stormHeight, (rate) => rate / ratesMax)
  const upgraded = upgradedSoFar(storm.spans, axis)
  const totals = roundValues(Math.max(1, storm.upgraded), 4)
  const totalMax = totals.at(-1) ?? 1
  const right = panelOf(axis, top, stormHeight, (count) => count / totalMax)
  return markup`<text class="lane" x="${frame.left - 12}" y="${top - 10}">Attempts / s</text>
    <text class="tick right storm-upgraded-text" x="${chartRight + 6}" y="${top - 10}">upgraded</text>
    ${drawScale(panel, rates, (rate) => countText(rate))}
    ${shown.map((span) => drawSpan(span, panel))}
    ${drawLine(
      upgraded.map(({ atMs, count }) => [right.x(atMs), right.y(count)]),
      'storm-upgraded',
    )}
    ${totals.map((count) => markup`<text class="tick right" x="${chartRight + 6}" y="${right.y(count) + 4}">${countText(count)}</text>`)}`
}

function drawSpan(span: Span, panel: Panel): Markup {
  const { connected, deferred, failed } = span
  const seconds = Math.max(0.001, (span.endedAtMs - span.startedAtMs) / 1_000)
  const x = panel.x(span.startedAtMs)
  const width = Math.max(0.6, rounded(panel.x(span.endedAtMs) - x - 0.3))
  const tip = `${clockText(span.startedAtMs)}: ${plural(span.attempts, 'attempt')}, ${countText(connected)} got in, ${countText(deferred)} deferred, ${countText(failed)} failed, ${countText(span.upgraded)} upgraded`
  let below = 0
  const parts = (
    [
      ['connected', connected],
      ['deferred', deferred],
      ['failed', failed],
    ] as const
  ).flatMap(([look, count]) => {
    if (count === 0) return []
    const from = panel.y(below / seconds)
    below += count
    const to = panel.y(below / seconds)
    return [
      markup`<rect class="storm-${look}" x="${x}" y="${to}" width="${width}" height="${rounded(from - to)}"/>`,
    ]
  })
  return markup`<g><title>${tip}</title>${parts}</g>`
}

/** How many clients had their update at the start of the first span shown, and at the end of each. */
function upgradedSoFar(
  spans: readonly Span[],
  axis: TimeAxis,
): readonly { readonly atMs: number; readonly count: number }[] {
  let count = 0
  const points: { atMs: number; count: number }[] = []
  for (const span of spans) {
    const isShown = span.endedAtMs > axis.startedAtMs && span.startedAtMs < axis.endedAtMs
    if (isShown && points.length === 0) points.push({ atMs: span.startedAtMs, count })
    count += span.upgraded
    if (isShown) points.push({ atMs: span.endedAtMs, count })
  }
  return points
}

/** Where the storm is: a span under a fiftieth of its peak that upgrades nobody is not part of it. */
export function stormAxis(storm: Storm): TimeAxis {
  const busy = storm.spans.filter(
    (span) => perSecond(span) >= storm.peakPerSecond / 50 || span.upgraded > 0,
  )
  const [first] = busy
  const last = busy.at(-1)
  if (first === undefined || last === undefined) return { startedAtMs: 0, endedAtMs: 1 }
  const marginMs = Math.max(30_000, (last.endedAtMs - first.startedAtMs) / 20)
  return {
    startedAtMs: Math.max(0, first.startedAtMs - marginMs),
    endedAtMs: last.endedAtMs + marginMs,
  }
}
