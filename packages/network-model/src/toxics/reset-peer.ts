import type { Passage } from './passage.ts'
import type { Service, Toxic } from './toxic.ts'
import { numberOf, type ToxicSpec } from './toxic-spec.ts'

/**
 * At the first bytes or the end, waits `timeout` ms and then resets the connection; once begun, nothing stops it.
 * `lingers` = false: closes it instead, as Toxiproxy does with a connection older than the toxic.
 */
export function resetPeerToxic(spec: ToxicSpec, lingers: boolean): Toxic {
  const timeoutMs = Math.max(0, numberOf(spec, 'timeout'))
  const over: Passage = { kind: lingers ? 'reset' : 'close' }
  const after = (nowMs: number, ...dropped: readonly Passage[]): Service => ({
    atMs: nowMs + timeoutMs,
    out: [...dropped, over],
    isCommitted: true,
  })
  return {
    bytes: (count, nowMs) => after(nowMs, { kind: 'drop', count }),
    ending: (_, nowMs) => after(nowMs),
  }
}
