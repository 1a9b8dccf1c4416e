import { clockText, plural } from '../format.ts'
import { type Markup, markup, nothing } from '../markup.ts'
import type { OfficeLead } from '../network/office-leads.ts'
import { type Lane, track } from './lane.ts'
import { type Scale, textWidth } from './scale.ts'
import { lookOf } from './state-lanes.ts'

const height = 44
/** Changes that lie closer together than this many units are drawn as one. */
const apartMin = 0.5

/**
 * What share of the offices was led to which appliance: after a swing, the long tail of those that still go by old
 * information (NET-03, NET-04).
 */
export function officeLane(
  leads: readonly OfficeLead[],
  scale: Scale,
  appliances: readonly string[],
): Lane | undefined {
  // If no office moved, the lane above says it all.
  if (leads.length < 2 || leads.every(({ movedAtMs }) => movedAtMs === null)) return undefined
  const columns = columnsOf(leads, scale)
  const states = [...appliances, 'nobody']
  return {
    label: 'Offices led to',
    height,
    draw: (y) =>
      markup`${track(y, height)}${columns.map((column) => drawColumn(column, states, leads.length, appliances, scale, y))}`,
  }
}

interface Column {
  readonly startedAtMs: number
  readonly endedAtMs: number
  readonly counts: ReadonlyMap<string, number>
}

/** From each change to the next, how many offices were led where. */
function columnsOf(leads: readonly OfficeLead[], scale: Scale): readonly Column[] {
  const moments = new Set(leads.flatMap(({ segments }) => segments.map((s) => s.startedAtMs)))
  const starts: number[] = []
  for (const atMs of [...moments].sort((one, other) => one - other)) {
    const last = starts.at(-1)
    if (last === undefined || scale.x(atMs) - scale.x(last) >= apartMin) starts.push(atMs)
    // The newest of several stands for them: it is the one that lasts.
    else starts[starts.length - 1] = atMs
  }
  return starts.map((startedAtMs, i) => {
    const counts = new Map<string, number>()
    for (const { segments } of leads) {
      const state = segments.findLast((segment) => segment.startedAtMs <= startedAtMs)?.state
      if (state !== undefined) counts.set(state, (counts.get(state) ?? 0) + 1)
    }
    return { startedAtMs, endedAtMs: starts[i + 1] ?? scale.endedAtMs, counts }
  })
}

function drawColumn(
  column: Column,
  states: readonly string[],
  total: number,
  appliances: readonly string[],
  scale: Scale,
  y: number,
): Markup {
  const { x, width } = scale.place(column, 0)
  let above = 0
  const parts = states.flatMap((state) => {
    const count = column.counts.get(state) ?? 0
    if (count === 0) return []
    const [from, to] = [above, above + (count / total) * height].map(
      (at) => Math.round(at * 10) / 10,
    )
    above += (count / total) * height
    const look = state === 'nobody' ? 'owner nobody' : `owner ${lookOf(appliances, state)}`
    const who = state === 'nobody' ? 'nobody' : state.toUpperCase()
    const tip = `${plural(count, 'office')} of ${total} to ${who}, from ${clockText(column.startedAtMs)} to ${clockText(column.endedAtMs)}`
    const tall = (to ?? 0) - (from ?? 0)
    const letter =
      tall < 11 || textWidth(who) + 6 > width
        ? nothing
        : markup`<text class="in" x="${x + width / 2}" y="${y + (from ?? 0) + tall / 2 + 4}">${who}</text>`
    return [
      markup`<g class="${look} crisp"><title>${tip}</title><rect x="${x}" y="${y + (from ?? 0)}" width="${width}" height="${tall}"/>${letter}</g>`,
    ]
  })
  return markup`${parts}`
}
