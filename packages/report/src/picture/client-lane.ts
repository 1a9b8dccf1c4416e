import { clockText, durationText, listText } from '../format.ts'
import { clipped, type Interval, totalMs } from '../intervals.ts'
import { type Markup, markup } from '../markup.ts'
import { ofName, type Rehearsal } from '../rehearsal.ts'
import type { Report } from '../schema.ts'
import type { Lane } from './lane.ts'
import { frame, type Scale } from './scale.ts'

type Outages = Report['outages']

const markerHeight = 20
const markerRows = 2
const barHeight = 40
const minuteMs = 60_000
const columnsMax = 500

/**
 * How the site answered clients: each minute is red by the share that short outages took of it, and every outage is
 * drawn on top, wide enough to see and numbered as in the table below. The red part grows with the number of offices
 * affected.
 */
export function clientLane(
  rehearsal: Rehearsal,
  { outages, offices }: Pick<Report, 'outages' | 'offices'>,
  scale: Scale,
): Lane {
  const officeCount = Math.max(1, offices.length)
  const columns = merged(columnsOf(rehearsal, outages, officeCount))
  const markers = placedMarkers(outages, scale)
  const above = markerHeight * Math.max(1, ...markers.map(({ row }) => row + 1))
  return {
    label: 'Clients',
    height: above + barHeight,
    draw: (y) => markup`${columns.map((column) => drawColumn(column, scale, y + above))}
      ${outages.map((outage) => drawOutage(outage, officeCount, scale, y + above))}
      ${markers.map((marker) => drawMarker(marker, y + above))}`,
  }
}

interface Column extends Interval {
  /** 0 to 1. */
  readonly downShare: number
}

/** A column per minute, or per as many minutes as keep the picture small, while probes measured. */
function columnsOf(
  { events, endedAtMs }: Rehearsal,
  outages: Outages,
  officeCount: number,
): readonly Column[] {
  const measured = ofName(events, 'availability')
    .filter(({ ok, failed }) => ok + failed > 0)
    .map(({ fromMs, toMs }) => ({ startedAtMs: fromMs, endedAtMs: toMs }))
  const widthMs = Math.max(1, Math.ceil(endedAtMs / columnsMax / minuteMs)) * minuteMs
  const count = Math.ceil(endedAtMs / widthMs)
  return Array.from({ length: count }, (_, i) => {
    const startedAtMs = i * widthMs
    return { startedAtMs, endedAtMs: Math.min(endedAtMs, startedAtMs + widthMs) }
  })
    .filter((column) => clipped(measured, column).length > 0)
    .map((column) => ({ ...column, downShare: shareOf(outages, column, officeCount) }))
}

/** Long outages are drawn as they are; a share is only needed for what several short ones add up to. */
function shareOf(outages: Outages, column: Interval, officeCount: number): number {
  const columnMs = column.endedAtMs - column.startedAtMs
  const short = outages.filter((outage) => outage.downtimeMs < columnMs)
  const downMs = short.map(
    (outage) => totalMs(clipped([outage], column)) * shareOfOffices(outage, officeCount),
  )
  return downMs.reduce((sum, ms) => sum + ms, 0) / columnMs
}

/** Neighbours that look the same become one. */
function merged(columns: readonly Column[]): readonly Column[] {
  const result: Column[] = []
  for (const column of columns) {
    const last = result.at(-1)
    if (last?.endedAtMs === column.startedAtMs && last.downShare === column.downShare)
      result[result.length - 1] = { ...last, endedAtMs: column.endedAtMs }
    else result.push(column)
  }
  return result
}

function drawColumn(column: Column, scale: Scale, y: number): Markup {
  const { x, width } = scale.place(column, 0)
  const red = Math.round(column.downShare * barHeight * 10) / 10
  return markup`<rect class="ok" x="${x}" y="${y + red}" width="${width}" height="${barHeight - red}"/>
    <rect class="down" x="${x}" y="${y}" width="${width}" height="${red}"/>`
}

/** One office's outage is not everybody's. */
const shareOfOffices = ({ offices }: Outages[number], officeCount: number): number =>
  Math.min(1, Math.max(1, offices.length) / officeCount)

function drawOutage(outage: Outages[number], officeCount: number, scale: Scale, y: number): Markup {
  const { x, width } = scale.place(outage, 3)
  const { offices, downtimeMs, startedAtMs, reason } = outage
  const who = offices.length === officeCount ? '' : ` for ${listText(offices, 5)}`
  const height = Math.round(barHeight * shareOfOffices(outage, officeCount) * 10) / 10
  const tip = `down ${durationText(downtimeMs)} from ${clockText(startedAtMs)}${who}: ${reason}`
  return markup`<rect class="down" x="${x}" y="${y}" width="${width}" height="${height}"><title>${tip}</title></rect>`
}

interface Marker {
  readonly number: number
  readonly x: number
  readonly row: number
}

/** Numbers where there is room for them; the table has them all. */
function placedMarkers(outages: Outages, scale: Scale): readonly Marker[] {
  const rowEnds: number[] = Array.from({ length: markerRows }, () => 0)
  return outages.flatMap((outage, i) => {
    const { x, width } = scale.place(outage, 3)
    const middle = Math.min(Math.max(frame.left + 8, x + width / 2), frame.right - 8)
    const row = rowEnds.findIndex((end) => middle - 9 >= end)
    if (row === -1) return []
    rowEnds[row] = middle + 9
    return [{ number: i + 1, x: middle, row }]
  })
}

function drawMarker({ number, x, row }: Marker, y: number): Markup {
  const middle = y - row * markerHeight - markerHeight / 2 - 1
  return markup`<g class="marker"><line x1="${x}" x2="${x}" y1="${middle}" y2="${y}"/>
    <circle cx="${x}" cy="${middle}" r="8"/><text x="${x}" y="${middle + 4}">${number}</text></g>`
}
