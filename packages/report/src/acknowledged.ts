import type { EventOf, Rehearsal } from './rehearsal.ts'

/** The LSIDs of the acknowledged sessions for which that holds, in order: for few of them. */
export function acknowledgedWhere(
  { all }: Rehearsal,
  holds: (event: EventOf<'session-acknowledged'>) => boolean,
): readonly string[] {
  const lsids: string[] = []
  for (const event of all)
    if (event.name === 'session-acknowledged' && holds(event)) lsids.push(event.lsid)
  return lsids
}
