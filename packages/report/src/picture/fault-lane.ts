import { clockText, durationText, plural } from '../format.ts'
import { lengthMs } from '../intervals.ts'
import { markup } from '../markup.ts'
import type { Report } from '../schema.ts'
import { drawBar, type Lane } from './lane.ts'
import type { Scale } from './scale.ts'

const rowHeight = 17
/** More rows would push the rest off the page; the table has them all. */
const rowsMax = 8

type Fault = Report['faults'][number]

/** Each fault from its beginning to its end, one above the other where they overlap (NET-09). */
export function faultLane(faults: readonly Fault[], scale: Scale): Lane | undefined {
  const rowEnds: number[] = []
  const placed = faults.flatMap((fault) => {
    const { x, width } = scale.place(fault, 4)
    const free = rowEnds.findIndex((end) => end < x)
    const row = free === -1 ? rowEnds.length : free
    if (row >= rowsMax) return []
    rowEnds[row] = x + width + 2
    return [{ fault, row }]
  })
  if (placed.length === 0) return undefined
  return {
    label: 'Faults',
    height: rowEnds.length * rowHeight,
    draw: (y) =>
      markup`${placed.map(({ fault, row }) => drawBar(barOf(fault), scale, y + row * rowHeight, rowHeight - 3))}`,
  }
}

function barOf(fault: Fault) {
  const { name, kind, from, to, detail, startedAtMs, endedAtMs, connectionsHit } = fault
  const what = `${name} (${kind}, ${from} to ${to}${detail === '' ? '' : `, ${detail}`})`
  const hit = `${plural(connectionsHit, 'connection')} hit`
  const tip = `${what}: ${clockText(startedAtMs)} to ${clockText(endedAtMs)}, ${durationText(lengthMs(fault))}, ${hit}`
  return { startedAtMs, endedAtMs, look: 'fault', text: name, tip, widthMin: 4 }
}
