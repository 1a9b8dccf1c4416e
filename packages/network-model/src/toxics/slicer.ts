import type { Random } from '@understudy/shared'
import type { Toxic } from './toxic.ts'
import { numberOf, type ToxicSpec } from './toxic-spec.ts'

/**
 * Halves every piece until it is no larger than `average_size` + `size_variation` bytes, shifting each middle
 * at random by up to the variation, and waits `delay` microseconds after each slice. No slice is empty.
 */
export function slicerToxic(spec: ToxicSpec, random: Random): Toxic {
  const sizeBytesMax = numberOf(spec, 'average_size') + numberOf(spec, 'size_variation')
  const variation = Math.floor(numberOf(spec, 'size_variation'))
  const delayMs = Math.max(0, numberOf(spec, 'delay')) / 1_000
  /** Remaining parts of the piece being sliced, the next one last: as many as the halving is deep. */
  let parts: number[] = []

  const middleOf = (size: number): number => {
    const moved = variation > 0 ? random.integer(0, variation * 2 - 1) - variation : 0
    return Math.min(size - 1, Math.max(1, Math.floor(size / 2) + moved))
  }
  const nextSlice = (count: number): number => {
    let part = parts.pop() ?? count
    while (part > 1 && part > sizeBytesMax) {
      const left = middleOf(part)
      parts.push(part - left)
      part = left
    }
    return part
  }
  return {
    bytes: (count, nowMs) => {
      const slice = nextSlice(count)
      if (slice === count) parts = []
      return {
        atMs: nowMs,
        out: [{ kind: 'bytes', count: slice }],
        restBytes: count - slice,
        freeAtMs: nowMs + delayMs,
      }
    },
  }
}
