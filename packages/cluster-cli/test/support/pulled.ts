import type { LabEvent } from '@understudy/shared'
import type { Test } from 'tap'

type Told<N extends LabEvent['name']> = Extract<LabEvent, { name: N }>

/** What was told under that name. */
export const toldIn = <N extends LabEvent['name']>(
  events: readonly LabEvent[],
  wanted: N,
): readonly Told<N>[] => events.filter((event): event is Told<N> => event.name === wanted)

/** The sessions that an integration has, by the keys under which clients know them. */
export const keysPulledBy = (events: readonly LabEvent[], client: string): readonly string[] =>
  toldIn(events, 'sessions-pulled')
    .filter((pull) => pull.client === client)
    .flatMap(({ sessions }) => sessions.map(({ externalKey }) => externalKey))

/** The integration has every session that was acknowledged before its last pull, once. */
export function hasEachOnce(t: Test, events: readonly LabEvent[], client: string): void {
  const keys = keysPulledBy(events, client)
  const last = toldIn(events, 'sessions-pulled').findLast((pull) => pull.client === client)
  const acknowledged = toldIn(events, 'session-acknowledged')
  const due = acknowledged
    .filter(({ atMs }) => atMs < (last?.atMs ?? 0))
    .map(({ externalKey }) => externalKey)
  t.ok(due.length > acknowledged.length / 2, `${due.length} sessions are due at ${client}`)
  t.equal(new Set(keys).size, keys.length, `${client} has none twice`)
  const missing = due.filter((key) => !keys.includes(key))
  t.strictSame(missing, [], `${client} has all`)
}
