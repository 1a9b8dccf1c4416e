import type { Interval } from '../intervals.ts'
import { type Markup, markup, nothing } from '../markup.ts'
import { frame, type Scale, textWidth } from './scale.ts'

/** One lane of the picture: drawn at whatever height it is put. */
export interface Lane {
  readonly label: string
  readonly height: number
  readonly draw: (y: number) => Markup
}

/** The lane's name at the left, its track, and what it draws. */
export function drawLane(lane: Lane, y: number): Markup {
  const middle = y + lane.height / 2
  const label = markup`<text class="lane" x="${frame.left - 12}" y="${middle + 4}">${lane.label}</text>`
  return markup`${label}${lane.draw(y)}`
}

export const track = (y: number, height: number): Markup =>
  markup`<rect class="track" x="${frame.left}" y="${y}" width="${frame.right - frame.left}" height="${height}" rx="3"/>`

export interface Bar extends Interval {
  /** CSS classes; constants only, never text from a lab. */
  readonly look: string
  /** Written inside, where it fits. */
  readonly text: string
  /** Shown on hover. */
  readonly tip: string
  readonly widthMin: number
}

/** A bar, with its text if all of it fits. */
export function drawBar(bar: Bar, scale: Scale, y: number, height: number): Markup {
  const { x, width } = scale.place(bar, bar.widthMin)
  const label =
    textWidth(bar.text) + 6 > width
      ? nothing
      : markup`<text class="in" x="${x + width / 2}" y="${y + height / 2 + 4}">${bar.text}</text>`
  return markup`<g class="${bar.look}"><title>${bar.tip}</title><rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${Math.min(3, width / 2)}"/>${label}</g>`
}
