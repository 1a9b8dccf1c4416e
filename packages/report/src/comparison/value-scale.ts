import { chartRight, rounded, roundValues } from '../charts/panel.ts'
import { frame } from '../picture/scale.ts'
import { figureText, figureWords } from './figures.ts'
import type { FigureName } from './schema.ts'

/** Where a figure's values lie, with 0 at the left. */
export interface ValueScale {
  readonly isLogarithmic: boolean
  readonly ticks: readonly { readonly value: number; readonly text: string }[]
  x(value: number): number
}

/** Room for the text at the right of each row. */
const right = chartRight - 170
export const barsFrame = { left: frame.left, right } as const

/**
 * Where the greatest value is more than this many times the smaller median, a linear scale shows only one of the two.
 */
const ratioMax = 20

const unitOf = { ms: 1_000, count: 1 } as const
const decades = {
  ms: [1_000, 10_000, 60_000, 600_000, 3_600_000, 36_000_000, 360_000_000],
  count: [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000],
} as const

/**
 * A scale on which both procedures are visible: linear, or logarithmic above a second (above 1) where they lie far
 * apart.
 */
export function valueScaleOf(
  figure: FigureName,
  greatest: number,
  medians: readonly number[],
): ValueScale {
  const { unit } = figureWords[figure]
  const isLogarithmic = greatest > Math.max(unitOf[unit], ratioMax * Math.min(...medians))
  const share = isLogarithmic
    ? (value: number) => Math.log1p(value / unitOf[unit]) / Math.log1p(greatest / unitOf[unit])
    : (value: number) => value / Math.max(1, greatest)
  const values = isLogarithmic
    ? [0, ...decades[unit].filter((value) => value <= greatest)]
    : linearValues(unit, greatest)
  return {
    isLogarithmic,
    ticks: values.map((value) => ({ value, text: value === 0 ? '0' : figureText(figure, value) })),
    x: (value) => rounded(barsFrame.left + share(value) * (barsFrame.right - barsFrame.left)),
  }
}

const hourMs = 3_600_000
const minuteMs = 60_000

/** Round in the unit people would use for the greatest value. */
function linearValues(unit: 'ms' | 'count', greatest: number): readonly number[] {
  const per =
    unit === 'count' ? 1 : greatest >= hourMs ? hourMs : greatest >= minuteMs ? minuteMs : 1_000
  return roundValues(greatest / per, 6)
    .map((value) => value * per)
    .filter((value) => value <= greatest && (unit === 'ms' || Number.isInteger(value)))
}
