import type { Passage } from './passage.ts'
import type { Toxic } from './toxic.ts'
import { numberOf, type ToxicSpec } from './toxic-spec.ts'

/** How many bytes a limit has let pass on this connection; outlives its changes. */
export interface Transmitted {
  bytes: number
}

/** Closes the connection as soon as `bytes` have passed; what is over the limit is thrown away. */
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
