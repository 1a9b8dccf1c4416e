import { createHash } from 'node:crypto'
import type { LabEvent } from '@understudy/shared'
import { traceLines } from '@understudy/simulator'

/** Identifies a virtual run: same seed, same hash (CHA-07). SHA-256 of its trace, in hex. */
export function traceHashOf(events: Iterable<LabEvent>): string {
  const hash = createHash('sha256')
  for (const line of traceLines(events)) hash.update(`${line}\n`)
  return hash.digest('hex')
}
