/**
 * How often which value came, in a few kilobytes however many there were: values below 32 exactly, greater ones in sixteen
 * steps a power of two, so that a quantile is at most 6 % too low. It is plain data: it can be written and read back.
 */
export interface Histogram {
  count: number
  sum: number
  min: number
  max: number
  /** By the least value of a step. */
  readonly steps: Record<string, number>
}

export interface Quantiles {
  readonly min: number
  readonly p50: number
  readonly p90: number
  readonly p99: number
  readonly max: number
  readonly mean: number
}

/** How many binary digits of a value are kept. */
const digits = 5

export const emptyHistogram = (): Histogram => ({ count: 0, sum: 0, min: 0, max: 0, steps: {} })

/** Counts a value: an integer from 0. */
export function countIn(histogram: Histogram, value: number): void {
  histogram.min = histogram.count === 0 ? value : Math.min(histogram.min, value)
  histogram.max = Math.max(histogram.max, value)
  histogram.count += 1
  histogram.sum += value
  const step = leastOfStep(value)
  histogram.steps[step] = (histogram.steps[step] ?? 0) + 1
}

/** The value with all but its five highest binary digits set to zero. */
function leastOfStep(value: number): number {
  let width = 1
  while (value >= width * 2 ** digits) width *= 2
  return value - (value % width)
}

export function quantilesOf({ count, sum, min, max, steps }: Histogram): Quantiles {
  const sorted = Object.entries(steps).sort(([x], [y]) => Number(x) - Number(y))
  const at = (share: number): number => {
    let seen = 0
    for (const [step, times] of sorted) {
      seen += times
      if (seen >= share * count) return Math.max(min, Number(step))
    }
    return max
  }
  const mean = count === 0 ? 0 : Math.round((sum / count) * 10) / 10
  return { min, p50: at(0.5), p90: at(0.9), p99: at(0.99), max, mean }
}
