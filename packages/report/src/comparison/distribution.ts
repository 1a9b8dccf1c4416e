import type { Distribution } from './schema.ts'

/** How the values are spread; null if there are none. By nearest rank, so each percentile is a value that occurred. */
export function distributionOf(values: readonly number[]): Distribution | null {
  const sorted = values.toSorted((one, other) => one - other)
  const [min] = sorted
  if (min === undefined) return null
  const atShare = (share: number): number =>
    sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? min
  const sum = sorted.reduce((total, value) => total + value, 0)
  return {
    min,
    p5: atShare(0.05),
    median: atShare(0.5),
    p95: atShare(0.95),
    max: atShare(1),
    mean: Math.round((sum / sorted.length) * 10) / 10,
  }
}
