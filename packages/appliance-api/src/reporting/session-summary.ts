import { type ReportedSession, repIdOf, type SessionPages } from '@understudy/shared'
import { type ApiDocument, document, rootAttributes } from '../answer.ts'
import type { Era } from '../era.ts'
import { durationOf } from '../times.ts'

/** What a summary is made by; sessions that came through no team's queue belong to no team. */
export const summaryTypes = ['rep', 'team', 'site'] as const
export type SummaryType = (typeof summaryTypes)[number]

interface Sum {
  readonly name: string
  sessions: number
  durationMs: number
}

/**
 * `SupportSessionSummary` (API-02): how many sessions there were and how long, by representative or for the whole site. Only
 * the root and its children are documented; the other names are ours (P 4.7).
 */
export const sessionSummary = (era: Era, by: SummaryType, pages: SessionPages): ApiDocument =>
  document(function* (xml) {
    const sums = new Map<number, Sum>()
    for (const sessions of pages) {
      for (const session of sessions) {
        const key = keyOf(session, by)
        if (session.open || key === null) continue
        const sum = sums.get(key.id) ?? { name: key.name, sessions: 0, durationMs: 0 }
        sum.sessions += 1
        sum.durationMs += Math.max(0, session.endedAtMs - session.startedAtMs)
        sums.set(key.id, sum)
      }
      yield
    }
    xml.begin('summary_list', rootAttributes(era, 'reporting'))
    for (const [id, { name, sessions, durationMs }] of sums) {
      xml.begin('summary', { id })
      xml.leaf('display_name', name)
      xml.leaf('session_count', sessions)
      xml.leaf('total_duration', durationOf(durationMs))
      xml.leaf('average_duration', durationOf(durationMs / sessions))
      xml.end()
      yield
    }
    xml.end()
  })

/** Null = it belongs to none of these. */
function keyOf(
  { representative: name, team }: ReportedSession,
  by: SummaryType,
): { readonly id: number; readonly name: string } | null {
  if (by === 'team') return team ?? null
  return by === 'rep' ? { id: repIdOf(name), name } : { id: 1, name: 'Default' }
}
