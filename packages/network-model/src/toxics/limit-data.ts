import type { Passage } from './passage.ts'
import type { Toxic } from './toxic.ts'
import { numberOf, type ToxicSpec } from './toxic-spec.ts'

/** How many bytes a limit has let pass on this connection; kept when the limit changes. */
export interface Transmitted {
  bytes: number
}

/** Closes the connection once `bytes` have passed; what exceeds the limit is dropped. */
export function limitDataToxic(spec: ToxicSpec, transmitted: Transmitted): Toxic {
  const limitBytes = Math.floor(numberOf(spec, 'bytes'))
  return {
    bytes: (count, nowMs) => {
      const passing = Math.min(count, Math.max(0, limitBytes - transmitted.bytes))
      transmitted.bytes += passing
      const out: Passage[] = []
      if (passing > 0) out.push({ kind: 'bytes', count: passing })
      if (passing < count) out.push({ kind: 'drop', count: count - passing })
      if (transmitted.bytes >= limitBytes) out.push({ kind: 'close' })
      return { atMs: nowMs, out }
    },
  }
}
