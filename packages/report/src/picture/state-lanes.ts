import { clockText, durationText } from '../format.ts'
import { type Interval, lengthMs } from '../intervals.ts'
import { markup } from '../markup.ts'
import type { Rehearsal } from '../rehearsal.ts'
import { installationsOf, linkOf, rolesOf, syncsOf, trafficOf, type Work } from './histories.ts'
import { type Bar, drawBar, type Lane, track } from './lane.ts'
import type { Scale } from './scale.ts'

const height = 22

/** An appliance's colour class, by its place among all of them. */
export const lookOf = (appliances: readonly string[], name: string): string =>
  `who-${appliances.indexOf(name) % 3}`

export function roleLane(
  rehearsal: Rehearsal,
  scale: Scale,
  appliances: readonly string[],
  name: string,
): Lane {
  const who = lookOf(appliances, name)
  const roles = rolesOf(rehearsal, name).map((segment) =>
    barOf(segment, `role ${segment.state} ${who}`, segment.state, 1),
  )
  const installing = installationsOf(rehearsal, name).map((work) =>
    barOf(work, work.good ? 'work' : 'work bad', work.label, 3),
  )
  return {
    label: `Appliance ${name.toUpperCase()}`,
    height: height + 14,
    draw: (
      y,
    ) => markup`${track(y, height + 14)}${roles.map((bar) => drawBar(bar, scale, y, height))}
      ${installing.map((bar) => drawBar(bar, scale, y + height, 14))}`,
  }
}

export function linkLane(rehearsal: Rehearsal, scale: Scale): Lane {
  const bars = linkOf(rehearsal).map((segment) => barOf(segment, 'link', 'link up', 2))
  return laneOf('Link A – B', bars, scale, 14)
}

/** Where a copy of everything exists, and where not. */
export function redundancyLane(exposure: readonly Interval[], scale: Scale): Lane {
  const bars = exposure.map((span) => barOf(span, 'exposed', 'no redundancy', 3))
  return laneOf('Exposure', bars, scale, 14)
}

export function syncLane(rehearsal: Rehearsal, scale: Scale): Lane {
  const bars = syncsOf(rehearsal).map((work) => syncBar(work))
  return laneOf('Sync', bars, scale, 14)
}

function syncBar(work: Work): Bar {
  const bar = barOf(work, work.good ? 'sync' : 'sync bad', work.label, 4)
  return { ...bar, text: '', tip: `sync (${work.label}): ${bar.tip}` }
}

export function trafficLane(
  rehearsal: Rehearsal,
  scale: Scale,
  appliances: readonly string[],
): Lane {
  const bars = trafficOf(rehearsal).map((segment) => {
    const { state } = segment
    if (appliances.includes(state))
      return barOf(segment, `owner ${lookOf(appliances, state)}`, state.toUpperCase(), 1)
    return barOf(segment, `owner ${state}`, state, 4)
  })
  // Short spans, often the bad ones, are drawn on top of long ones.
  const byLength = bars.toSorted((one, other) => lengthMs(other) - lengthMs(one))
  return laneOf('Traffic goes to', byLength, scale, height)
}

const laneOf = (label: string, bars: readonly Bar[], scale: Scale, laneHeight: number): Lane => ({
  label,
  height: laneHeight,
  draw: (y) =>
    markup`${track(y, laneHeight)}${bars.map((bar) => drawBar(bar, scale, y, laneHeight))}`,
})

function barOf(span: Interval, look: string, text: string, widthMin: number): Bar {
  const { startedAtMs, endedAtMs } = span
  const tip = `${text}: ${clockText(startedAtMs)} to ${clockText(endedAtMs)}, ${durationText(lengthMs(span))}`
  return { startedAtMs, endedAtMs, look, text, tip, widthMin }
}
