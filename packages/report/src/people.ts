import { durationText } from './format.ts'
import { type Interval, intersection, merged, totalMs } from './intervals.ts'
import { ofName, type Rehearsal } from './rehearsal.ts'

/** When everything waited for the operator to go on to the next page, or for whoever was asked: people's time, not machines' (REH-10). */
export const pageTurnsOf = ({ events }: Rehearsal): readonly Interval[] =>
  merged(
    [...ofName(events, 'page-turned'), ...ofName(events, 'person-answered')].map(
      ({ atMs, tookMs }) => ({
        startedAtMs: atMs - tookMs,
        endedAtMs: atMs,
      }),
    ),
  )

/** How much of these spans was the operator's. */
export const byHandMsIn = (spans: readonly Interval[], pageTurns: readonly Interval[]): number =>
  totalMs(intersection(spans, pageTurns))

/** "12 s, of which machines and network needed 7 ms": people's time and machines' apart, if people took any. */
export function splitText(ms: number, byHandMs: number): string {
  const whole = durationText(ms)
  return byHandMs === 0
    ? whole
    : `${whole}, of which machines and network needed ${durationText(Math.max(0, ms - byHandMs))}`
}
