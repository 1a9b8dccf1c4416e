import { clipped, type Interval, longestMs, totalMs } from './intervals.ts'
import { byHandMsIn, pageTurnsOf } from './people.ts'
import { ofName, type Rehearsal } from './rehearsal.ts'
import type { Report } from './schema.ts'

/** The maintenance windows with the downtime that lies within each. */
export function windowsOf(rehearsal: Rehearsal, outages: readonly Interval[]): Report['windows'] {
  const { events, endedAtMs } = rehearsal
  const pageTurns = pageTurnsOf(rehearsal)
  const ends = ofName(events, 'window-ended')
  return ofName(events, 'window-started').map((started) => {
    const span = {
      startedAtMs: started.atMs,
      endedAtMs: ends.find((ended) => ended.window === started.window)?.atMs ?? endedAtMs,
    }
    const within = clipped(outages, span)
    return {
      id: started.window,
      name: started.title,
      ...span,
      downtimeMs: totalMs(within),
      longestGapMs: longestMs(within),
      byHandMs: byHandMsIn([span], pageTurns),
      downtimeByHandMs: byHandMsIn(within, pageTurns),
    }
  })
}
