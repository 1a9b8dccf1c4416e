import type { Toxic } from './toxic.ts'
import { numberOf, type ToxicSpec } from './toxic-spec.ts'

/** Holds the end of the stream for `delay` ms. A change begins the delay anew, removal ends it. */
export function slowCloseToxic(spec: ToxicSpec): Toxic {
  const delayMs = Math.max(0, numberOf(spec, 'delay'))
  return {
    bytes: (count, nowMs) => ({ atMs: nowMs, out: [{ kind: 'bytes', count }] }),
    ending: (passage, nowMs) => ({ atMs: nowMs + delayMs, out: [passage] }),
  }
}
