import type { SessionPages } from '@understudy/shared'
import { repIdOf } from '@understudy/shared'
import { type ApiDocument, document, rootAttributes } from '../answer.ts'
import type { Era } from '../era.ts'
import { durationOf } from '../times.ts'

/** What a summary is made by. There are no teams in a session's record: who asks for teams is told of none. */
export const summaryTypes = ['rep', 'team', 'site'] as const
export type SummaryType = (typeof summaryTypes)[number]

interface Sum {
  sessions: number
  durationMs: number
}

/**
 * `SupportSessionSummary` (API-02): how many sessions there were and how long, by representative or for the whole site. Only
 * the root and its children are documented; the other names are ours (P 4.7).
 */
export const sessionSummary = (era: Era, by: SummaryType, pages: SessionPages): ApiDocument =>
  document(function* (xml) {
    const sums = new Map<string, Sum>()
    for (const sessions of pages) {
      for (const session of sessions) {
        if (session.open || by === 'team') continue
        const key = by === 'rep' ? session.representative : 'Default'
        const sum = sums.get(key) ?? { sessions: 0, durationMs: 0 }
        sum.sessions += 1
        sum.durationMs += Math.max(0, session.endedAtMs - session.startedAtMs)
        sums.set(key, sum)
      }
      yield
    }
    xml.begin('summary_list', rootAttributes(era, 'reporting'))
    for (const [name, { sessions, durationMs }] of sums) {
      xml.begin('summary', { id: by === 'rep' ? repIdOf(name) : 1 })
      xml.leaf('display_name', name)
      xml.leaf('session_count', sessions)
      xml.leaf('total_duration', durationOf(durationMs))
      xml.leaf('average_duration', durationOf(durationMs / sessions))
      xml.end()
      yield
    }
    xml.end()
  })
