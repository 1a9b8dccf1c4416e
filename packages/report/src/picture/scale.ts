import type { Interval } from '../intervals.ts'

/** The picture's width in its own units, and where the lanes lie between labels and edge. */
export const frame = { width: 1180, left: 118, right: 1164 } as const

/** Lab time to picture units, linear from 0 to the rehearsal's end. */
export interface Scale {
  readonly endedAtMs: number
  x(ms: number): number
  /** The span's place; one too narrow to see is widened around its middle. */
  place(span: Interval, widthMin: number): { readonly x: number; readonly width: number }
}

export function scaleOf(endedAtMs: number): Scale {
  const perMs = (frame.right - frame.left) / Math.max(1, endedAtMs)
  const x = (ms: number) => rounded(frame.left + Math.min(Math.max(0, ms), endedAtMs) * perMs)
  return {
    endedAtMs,
    x,
    place: ({ startedAtMs, endedAtMs: toMs }, widthMin) => {
      const from = x(startedAtMs)
      const exact = x(toMs) - from
      const width = Math.max(exact, widthMin)
      const centred = from - (width - exact) / 2
      const within = Math.max(frame.left, Math.min(centred, frame.right - width))
      return { x: rounded(within), width: rounded(width) }
    },
  }
}

const minuteMs = 60_000
const tickMinutes = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440]
const ticksMax = 14

/** Round moments for the axis, at most about fourteen. */
export function ticksOf(endedAtMs: number): readonly number[] {
  const fits = tickMinutes.find((minutes) => endedAtMs / (minutes * minuteMs) <= ticksMax)
  const everyMs = (fits ?? Math.ceil(endedAtMs / ticksMax / (1440 * minuteMs)) * 1440) * minuteMs
  return Array.from({ length: Math.floor(endedAtMs / everyMs) + 1 }, (_, i) => i * everyMs)
}

const rounded = (units: number): number => Math.round(units * 10) / 10

/** About how wide a text in the picture's small type is. */
export const textWidth = (text: string): number => text.length * 6.1

/** The text, cut to fit; '' where not even a few letters would. */
export function fitted(text: string, width: number): string {
  if (textWidth(text) <= width) return text
  const room = Math.floor(width / 6.1) - 1
  return room < 4 ? '' : `${text.slice(0, room).trimEnd()}…`
}
