import type { ApplianceReading, RepActivity } from '@understudy/shared'
import { type ApiDocument, document, rootAttributes } from '../answer.ts'
import type { Era } from '../era.ts'
import { unixOf } from '../times.ts'
import type { Period } from './period.ts'

const types = {
  in: 'Representative Logged In',
  out: 'Representative Logged Out',
} as const

/** Those of the period that tell of one representative. */
export const activityWithin = (
  activity: readonly RepActivity[],
  { fromMs, toMs }: Period,
): readonly RepActivity[] => activity.filter(([atMs]) => atMs >= fromMs && atMs < toMs)

/**
 * `SupportTeam` (API-02): when members of each team came and went. undefined = there is nothing to tell. The names of the events
 * are ours (A names only the elements).
 */
export function teamActivity(
  era: Era,
  reading: Pick<ApplianceReading, 'teams' | 'activity'>,
  period: Period,
  teamId: string,
): ApiDocument | undefined {
  const activity = activityWithin(reading.activity(), period)
  const teams = reading
    .teams()
    .filter(({ id }) => teamId === 'all' || String(id) === teamId)
    .map(({ id, name, members }) => ({
      ...{ id, name },
      events: activity.filter(([, , who]) => members.includes(who)),
    }))
    .filter(({ events }) => events.length > 0)
  if (teams.length === 0) return undefined
  return document(function* (xml) {
    xml.begin('team_activity_list', rootAttributes(era, 'reporting'))
    for (const { id, name, events } of teams) {
      xml.begin('team_activity', { id, name })
      xml.begin('events')
      for (const [atMs, what, who] of events) {
        if (what === 'restart') continue
        xml.begin('event', { timestamp: unixOf(atMs), event_type: types[what] })
        xml.leaf('performed_by', who, { type: 'representative' })
        xml.begin('data')
        xml.empty('value', { name: 'team', value: name })
        xml.end()
        xml.end()
      }
      xml.end()
      xml.end()
      yield
    }
    xml.end()
  })
}
