import { type Markup, markup } from '../markup.ts'
import { frame } from '../picture/scale.ts'

/** A stretch of lab time shared by charts drawn one above the other. */
export interface TimeAxis {
  readonly startedAtMs: number
  readonly endedAtMs: number
}

/** A chart's place: lab time to the right, a quantity upwards. */
export interface Panel {
  readonly top: number
  readonly height: number
  x(ms: number): number
  y(value: number): number
}

export const chartRight = frame.right - 52

export function panelOf(
  { startedAtMs, endedAtMs }: TimeAxis,
  top: number,
  height: number,
  shareOf: (value: number) => number,
): Panel {
  const clamped = (share: number) => Math.min(1, Math.max(0, share))
  const spanMs = Math.max(1, endedAtMs - startedAtMs)
  return {
    top,
    height,
    x: (ms) =>
      rounded(frame.left + clamped((ms - startedAtMs) / spanMs) * (chartRight - frame.left)),
    y: (value) => rounded(top + height * (1 - clamped(shareOf(value)))),
  }
}

/** A line through the points, as steps or straight. */
export function drawLine(
  points: readonly (readonly [x: number, y: number])[],
  look: string,
): Markup {
  if (points.length === 0) return markup``
  return markup`<polyline class="${look}" points="${points.map(([x, y]) => `${x},${y}`).join(' ')}"/>`
}

/** Values at the left, with a line across the panel for each. */
export function drawScale(
  panel: Panel,
  values: readonly number[],
  text: (value: number) => string,
) {
  return values.map(
    (
      value,
    ) => markup`<line class="grid" x1="${frame.left}" x2="${chartRight}" y1="${panel.y(value)}" y2="${panel.y(value)}"/>
    <text class="tick left" x="${frame.left - 6}" y="${panel.y(value) + 4}">${text(value)}</text>`,
  )
}

/** About `count` round values from 0 to the greatest. */
export function roundValues(greatest: number, count: number): readonly number[] {
  const rough = Math.max(greatest, 1e-9) / count
  const magnitude = 10 ** Math.floor(Math.log10(rough))
  const step =
    [1, 2, 5, 10].map((times) => times * magnitude).find((each) => each >= rough) ?? rough
  const steps = Math.ceil(greatest / step)
  return Array.from({ length: steps + 1 }, (_, i) => Number((i * step).toPrecision(6)))
}

export const rounded = (units: number): number => Math.round(units * 10) / 10

const secondMs = 1_000
const momentSteps = [5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 43_200]
const momentsMax = 12

/** Round moments within the axis, at most about twelve. */
export function roundMoments({ startedAtMs, endedAtMs }: TimeAxis): readonly number[] {
  const fits = momentSteps.find((s) => (endedAtMs - startedAtMs) / (s * secondMs) <= momentsMax)
  const everyMs = (fits ?? 86_400) * secondMs
  const first = Math.ceil(startedAtMs / everyMs)
  const count = Math.max(0, Math.floor(endedAtMs / everyMs) - first + 1)
  return Array.from({ length: count }, (_, i) => (first + i) * everyMs)
}
