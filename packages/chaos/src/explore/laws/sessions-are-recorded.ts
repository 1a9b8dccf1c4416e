import { sides } from '../pair/side.ts'
import type { Law } from './law.ts'

/** A session that was under way is under way or recorded afterwards, also if its process has died. */
export const sessionsAreRecorded: Law = {
  law: 'a session that has begun is recorded',
  spec: 'CLI-07',
  against: ({ before, pair }) => {
    for (const side of sides) {
      const [from, to] = [before[side].facts, pair[side].facts]
      if (from === to) continue
      const gone = from.underWay.filter(
        (lsid) => !to.underWay.includes(lsid) && !to.lsids.includes(lsid),
      )
      if (gone.length > 0) return `${side} has not recorded ${gone.join(', ')}`
    }
    return null
  },
}
