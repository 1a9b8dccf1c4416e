import { clockText, durationText } from '../format.ts'
import { lengthMs } from '../intervals.ts'
import { type Markup, markup } from '../markup.ts'
import type { Report } from '../schema.ts'
import type { Lane } from './lane.ts'
import { frame, type Scale, textWidth } from './scale.ts'

const rowHeight = 17
const barHeight = 13
const gap = 5

/** The steps as a waterfall: each with its id in it or beside it, in the first row with room for both. */
export function stepLane(steps: Report['steps'], scale: Scale, endedAtMs: number): Lane {
  const rowEnds: number[] = []
  const placed = steps.flatMap((step) => {
    if (step.startedAtMs === null) return []
    const span = { startedAtMs: step.startedAtMs, endedAtMs: step.endedAtMs ?? endedAtMs }
    const drawn = labelled(nameOf(step), scale.place(span, 5))
    const free = rowEnds.findIndex((end) => end < drawn.from)
    const row = free === -1 ? rowEnds.length : free
    rowEnds[row] = drawn.to + 10
    return [{ step, row, ...drawn, tip: tipOf(step, span) }]
  })
  return {
    label: 'Steps',
    height: Math.max(1, rowEnds.length) * rowHeight,
    draw: (y) => markup`${placed.map((item) => drawStep(item, y + item.row * rowHeight))}`,
  }
}

/** A failed step has a sign as well: not everybody can see colour. */
const nameOf = ({ id, outcome }: Report['steps'][number]): string =>
  outcome === 'failed' ? `✗ ${id}` : id

interface Labelled {
  readonly x: number
  readonly width: number
  readonly textX: number
  readonly look: 'in' | 'id'
  readonly anchor: 'start' | 'middle' | 'end'
  /** What bar and text take up together, from left to right. */
  readonly from: number
  readonly to: number
}

/** The text inside its bar, or right of it, or left of it where the picture ends. */
function labelled(text: string, { x, width }: { x: number; width: number }): Labelled {
  const end = x + width
  const wide = textWidth(text) + gap
  const bar = { x, width, from: x, to: end }
  if (wide + gap < width) return { ...bar, textX: x + width / 2, anchor: 'middle', look: 'in' }
  if (end + wide <= frame.right)
    return { ...bar, textX: end + gap, anchor: 'start', look: 'id', to: end + wide }
  return { ...bar, textX: x - gap, anchor: 'end', look: 'id', from: x - wide }
}

interface Placed extends Labelled {
  readonly step: Report['steps'][number]
  readonly tip: string
}

function drawStep({ step, x, width, textX, anchor, look, tip }: Placed, y: number): Markup {
  return markup`<g class="step ${step.outcome}"><title>${tip}</title>
    <rect x="${x}" y="${y + 2}" width="${width}" height="${barHeight}" rx="2"/>
    <text class="${look}" x="${textX}" y="${y + 12}" text-anchor="${anchor}">${nameOf(step)}</text></g>`
}

function tipOf(
  { title, outcome }: Report['steps'][number],
  span: { startedAtMs: number; endedAtMs: number },
): string {
  return `${title}: ${outcome}, from ${clockText(span.startedAtMs)}, ${durationText(lengthMs(span))}`
}
