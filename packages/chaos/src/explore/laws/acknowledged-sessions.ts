import type { Law } from './law.ts'

/** A session that a client was told is recorded is on a disk, whatever has died since. */
export const acknowledgedSessions: Law = {
  law: 'an acknowledged session is on a disk',
  spec: 'SYN-06',
  against: ({ pair: { a, b, acknowledged } }) => {
    const lost = acknowledged.filter(
      (lsid) => !a.facts.lsids.includes(lsid) && !b.facts.lsids.includes(lsid),
    )
    return lost.length === 0 ? null : `on neither disk: ${lost.join(', ')}`
  },
}
