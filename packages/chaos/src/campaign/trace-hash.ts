import { hashHex, type LabEvent } from '@understudy/shared'
import { traceLines } from '@understudy/simulator'

/** Identifies a run: same schedule, same hash (CHA-07). 64 bits over every event, in hex; chained, so order counts. */
export function chainHashOf(events: readonly LabEvent[]): string {
  let hash = ''
  for (const line of traceLines(events)) hash = hashHex(hash + line)
  return hash
}
