import { clockText } from '../format.ts'
import { type Markup, markup } from '../markup.ts'
import { frame } from '../picture/scale.ts'
import type { Report } from '../schema.ts'
import { panelOf, roundMoments, type TimeAxis } from './panel.ts'
import { requestsHeight, requestsPanel } from './requests-chart.ts'
import { stormAxis, stormHeight, stormPanel } from './storm-chart.ts'

const top = 26
const between = 38

/**
 * The reconnection storm, and under it what it did to the representatives' requests, over the same
 * stretch of lab time (CLI-03, CLI-08). Null where neither was measured.
 */
export function drawCharts({ storm, requests }: Report): Markup | null {
  const hasStorm = storm !== null && storm.throttle !== null
  if (!hasStorm && requests === null) return null
  const axis = hasStorm ? stormAxis(storm) : wholeAxis(requests)
  const requestsTop = hasStorm ? top + stormHeight + between : top
  const bottom = requests === null ? top + stormHeight : requestsTop + requestsHeight
  return markup`<svg viewBox="0 0 ${frame.width} ${bottom + 24}" role="img" aria-label="Reconnections and requests over lab time">
    ${drawMoments(axis, bottom)}
    ${hasStorm ? stormPanel(storm, axis, top) : markup``}
    ${requests === null ? markup`` : requestsPanel(requests.spans, axis, requestsTop)}
  </svg>`
}

function wholeAxis(requests: Report['requests']): TimeAxis {
  const spans = requests?.spans ?? []
  return { startedAtMs: spans[0]?.startedAtMs ?? 0, endedAtMs: spans.at(-1)?.endedAtMs ?? 1 }
}

function drawMoments(axis: TimeAxis, bottom: number): readonly Markup[] {
  const { x } = panelOf(axis, top, 1, () => 0)
  return roundMoments(axis).map(
    (atMs) => markup`<line class="grid" x1="${x(atMs)}" x2="${x(atMs)}" y1="${top}" y2="${bottom}"/>
    <text class="tick" x="${x(atMs)}" y="${bottom + 16}">${clockText(atMs)}</text>`,
  )
}
