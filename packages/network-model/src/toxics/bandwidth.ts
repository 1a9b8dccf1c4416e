import type { Toxic } from './toxic.ts'
import { numberOf, type ToxicSpec } from './toxic-spec.ts'

const pieceMs = 100

/** Paces bytes to `rate` KB/s (1 KB = 1000 B) in pieces of at most 100 ms; 0 or less stalls them. */
export function bandwidthToxic(spec: ToxicSpec): Toxic {
  const bytesPerMs = numberOf(spec, 'rate')
  return {
    bytes: (count, nowMs) => {
      if (bytesPerMs <= 0)
        return { atMs: Number.POSITIVE_INFINITY, out: [{ kind: 'bytes', count }] }
      const piece = Math.min(count, Math.max(1, Math.floor(bytesPerMs * pieceMs)))
      return {
        atMs: nowMs + piece / bytesPerMs,
        out: [{ kind: 'bytes', count: piece }],
        restBytes: count - piece,
      }
    },
  }
}
