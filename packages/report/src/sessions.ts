import { countText } from './format.ts'
import { leftBehind } from './going-back/left-behind.ts'
import { lostWithABox } from './lost-with-a-box.ts'
import { type EventOf, ofName, type Rehearsal } from './rehearsal.ts'
import type { Report } from './schema.ts'

/** What became of the sessions. */
export function sessionsOf({ events, all }: Rehearsal): Report['sessions'] {
  const audit = ofName(events, 'audit').at(-1)
  // Only where nobody has counted them: they may be very many.
  const acknowledged = new Set<string>()
  const cut = ofName(events, 'session-cut').map((event) => event.externalKey)
  for (const event of all) {
    if (event.name === 'session-recorded' && event.outcome === 'cut') cut.push(event.externalKey)
    if (event.name === 'session-acknowledged' && audit === undefined)
      acknowledged.add(event.externalKey)
  }
  const left = ofName(events, 'customer-left')
  // A session that begins just as its customer gives up does not count as cut off.
  const abandoned = new Set(left.filter((e) => e.outcome === 'abandoned').map((e) => e.externalKey))
  const discarded = ofName(events, 'sessions-discarded')
  return {
    acknowledged: audit?.acknowledged ?? acknowledged.size,
    lost: (audit?.lost.map(({ lsid }) => lsid) ?? []).sort(byLsid),
    cut: new Set(cut.filter((key) => !abandoned.has(key))).size,
    abandoned: abandoned.size,
    turnedAway: left.length - left.filter((e) => e.outcome === 'abandoned').length,
    merged: mergedOf(ofName(events, 'sessions-merged')),
    discarded: discarded.flatMap((event) => event.lsids).sort(byLsid),
    discardedCount: discarded.reduce((sum, event) => sum + event.count, 0),
  }
}

/** "5 gave up waiting, 3 were turned away": customers who got no help, which is not the same as being cut off. */
export const unhelpedText = ({ sessions: { abandoned, turnedAway } }: Report): string =>
  `${countText(abandoned)} gave up waiting, ${countText(turnedAway)} ${turnedAway === 1 ? 'was' : 'were'} turned away`

/** Integers by value, GUIDs by text. */
function byLsid(one: string, other: string): number {
  if (one.length !== other.length) return one.length - other.length
  return one < other ? -1 : Number(one > other)
}

/** Both sides may tell of the same merge: the larger total counts. */
function mergedOf(merges: readonly EventOf<'sessions-merged'>[]): number {
  const bySource = new Map<string, number>()
  for (const { source, received, sent } of merges)
    bySource.set(source, (bySource.get(source) ?? 0) + received + sent)
  return Math.max(0, ...bySource.values())
}

/**
 * The greatest number a session-gap warning gave before any were discarded; a warning without a number covers them all.
 */
function announcedIn(events: Rehearsal['events'], until: number): number {
  const counts = events
    .slice(0, until)
    .flatMap((e) => (e.name === 'warning' && e.code === 'session-gap' ? [e.count ?? Infinity] : []))
  return Math.max(0, ...counts)
}

/**
 * The lost sessions nobody was warned of: all, unless a session-gap warning came before any was discarded (SYN-04);
 * then those the gap does not explain.
 */
export function unannouncedLosses(
  rehearsal: Rehearsal,
  { lost: all, discarded, discardedCount }: Report['sessions'],
): readonly string[] {
  const { events } = rehearsal
  const explained = new Set([...lostWithABox(rehearsal, all), ...leftBehind(rehearsal, all)])
  const lost = all.filter((lsid) => !explained.has(lsid))
  const warned = events.findIndex((e) => e.name === 'warning' && e.code === 'session-gap')
  const happened = events.findIndex((e) => e.name === 'sessions-discarded')
  if (warned === -1 || (happened !== -1 && happened < warned)) return lost
  // Nothing discarded yet, or a list that was cut short: the warning covers the whole gap.
  if (discarded.length < discardedCount || discarded.length === 0) return []
  const inGap = new Set(discarded)
  // Whatever exceeds the announced number was not announced: the newest ones.
  const excess = new Set(discarded.slice(Math.max(0, announcedIn(events, happened))))
  return lost.filter((lsid) => !inGap.has(lsid) || excess.has(lsid))
}
