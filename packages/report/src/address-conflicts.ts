import { ofName, type Rehearsal } from './rehearsal.ts'
import type { Report } from './schema.ts'

type Conflict = Report['addressConflicts'][number]

/** When more than one appliance claimed an address, as the network saw it (NET-02). */
export function addressConflictsOf({ events, endedAtMs }: Rehearsal): Conflict[] {
  const conflicts: Conflict[] = []
  const open = new Map<string, Conflict>()
  for (const { address, owner, others, atMs } of ofName(events, 'traffic-owner')) {
    const claimants = owner === null ? others : [owner, ...others]
    const running = open.get(address)
    if (running !== undefined && claimants.length < 2) {
      conflicts.push({ ...running, endedAtMs: atMs })
      open.delete(address)
    } else if (running === undefined && claimants.length > 1) {
      const appliances = claimants.toSorted()
      open.set(address, { address, appliances, startedAtMs: Math.max(0, atMs), endedAtMs })
    }
  }
  return [...conflicts, ...open.values()]
}
