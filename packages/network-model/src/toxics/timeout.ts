import type { Toxic } from './toxic.ts'
import { numberOf, type ToxicSpec } from './toxic-spec.ts'

/**
 * Drops all bytes and closes the connection when none has come for `timeout` ms; 0 or less never
 * closes it. Removing the toxic closes the connection too (see `Stage.remove`).
 */
export function timeoutToxic(spec: ToxicSpec, startedAtMs: number): Toxic {
  const timeoutMs = numberOf(spec, 'timeout')
  let lastMs = startedAtMs
  return {
    bytes: (count, nowMs) => {
      lastMs = nowMs
      return { atMs: nowMs, out: [{ kind: 'drop', count }] }
    },
    alarmAtMs: () => (timeoutMs > 0 ? lastMs + timeoutMs : null),
  }
}
