import { exposureOf } from '../exposure.ts'
import { clockText } from '../format.ts'
import { type Markup, markup, nothing, trusted } from '../markup.ts'
import { officeLeadsOf } from '../network/office-leads.ts'
import type { Rehearsal } from '../rehearsal.ts'
import type { Report } from '../schema.ts'
import { clientLane } from './client-lane.ts'
import { faultLane } from './fault-lane.ts'
import { drawLane, type Lane } from './lane.ts'
import { officeLane } from './office-lane.ts'
import { fitted, frame, type Scale, scaleOf, textWidth, ticksOf } from './scale.ts'
import { linkLane, redundancyLane, roleLane, syncLane, trafficLane } from './state-lanes.ts'
import { stepLane } from './step-lane.ts'

const top = 30
const between = 12
/** How much wider the windows' bold names are than other text. */
const boldness = 1.2

/** The timeline picture: one SVG, all lanes over the same linear axis of lab time (REH-05). */
export function drawPicture(report: Report, rehearsal: Rehearsal): Markup {
  const scale = scaleOf(rehearsal.endedAtMs)
  const lanes = lanesOf(report, rehearsal, scale)
  const drawn: Markup[] = []
  let y = top
  for (const lane of lanes) {
    drawn.push(drawLane(lane, y))
    y += lane.height + between
  }
  const height = y + 22
  return markup`<svg viewBox="0 0 ${frame.width} ${height}" role="img" aria-label="Timeline of the rehearsal over lab time" aria-describedby="in-words">
    <defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="hatch-ground" width="6" height="6"/><rect class="hatch-line" width="2.5" height="6"/></pattern><pattern id="down" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)"><rect class="down-ground" width="4" height="4"/><rect class="down-line" width="1" height="4"/></pattern></defs>
    ${drawBands(report.windows, scale, y)}
    ${ticksOf(scale.endedAtMs).map((atMs) => drawTick(atMs, scale, y))}
    ${drawn}
    <text class="lane" x="${frame.left - 28}" y="${y + 12}">Lab time</text>
  </svg>`
}

/** What happened, from plan to effect: steps, what they did to the appliances, what clients had. */
function lanesOf(report: Report, rehearsal: Rehearsal, scale: Scale): readonly Lane[] {
  const appliances = Object.keys(report.versions)
  return [
    stepLane(report.steps, scale, rehearsal.endedAtMs),
    ...appliances.map((name) => roleLane(rehearsal, scale, appliances, name)),
    linkLane(rehearsal, scale),
    syncLane(rehearsal, scale),
    redundancyLane(exposureOf(rehearsal), scale),
    trafficLane(rehearsal, scale, appliances),
    ...present(officeLane(officeLeadsOf(rehearsal), scale, appliances)),
    clientLane(rehearsal, report, scale),
    ...present(faultLane(report.faults, scale)),
  ]
}

/** The lane, if it has something to show. */
const present = (lane: Lane | undefined): readonly Lane[] => (lane === undefined ? [] : [lane])

type Window = Report['windows'][number]

function drawBands(windows: readonly Window[], scale: Scale, bottom: number): readonly Markup[] {
  const bands = windows.map((window) => scale.place(window, 2))
  let namesEnd: number = frame.left
  return bands.map(({ x, width }, i) => {
    const name = windows[i]?.name ?? ''
    const label = placed(name, { x, width }, namesEnd, bands[i + 1]?.x ?? frame.right)
    namesEnd = label.endsAt
    return markup`<rect class="band band-${i % 2}" x="${x}" y="0" width="${width}" height="${bottom}"/>
    <text class="window" x="${label.x}" y="17"${label.isLeft ? trusted(' text-anchor="end"') : nothing}>${label.text}<title>${name}</title></text>`
  })
}

/**
 * Where a window's name has most room: right from its band's start up to the next one, or left from its end back to the
 * one before.
 */
function placed(
  name: string,
  { x, width }: { readonly x: number; readonly width: number },
  from: number,
  to: number,
) {
  const fittedTo = (room: number): string => fitted(name, (room - 16) / boldness)
  const right = fittedTo(to - x)
  const left = right === name ? '' : fittedTo(x + width - from)
  if (left.length <= right.length)
    return { text: right, x: x + 8, isLeft: false, endsAt: x + 8 + textWidth(right) * boldness }
  return { text: left, x: x + width - 8, isLeft: true, endsAt: x + width }
}

function drawTick(atMs: number, scale: Scale, bottom: number): Markup {
  const x = scale.x(atMs)
  return markup`<line class="grid" x1="${x}" x2="${x}" y1="${top - 4}" y2="${bottom - 4}"/>
    <text class="tick" x="${x}" y="${bottom + 12}">${clockText(atMs).slice(0, -3)}</text>`
}
