import { type PullDecisions, pullDecisions } from '@understudy/shared'
import type { Health } from './health.ts'

/** Where the next pull goes on. It is stored with the sessions that it stands for, in one transaction. */
export interface ResumePoint {
  /** The appliance that answered last; '' = it did not say. */
  readonly appliance: string
  readonly role: string
  readonly lastSync: string
  /** Nothing older can still come to that appliance from its peer. */
  readonly isSettled: boolean
  /** What that appliance had of sessions that ended before is in the database, in seconds since 1970. */
  readonly fromS: number
}

/** What to ask for, and what is known of the appliance from then on. */
export interface PullPlan {
  /** `end_time` of the question. */
  readonly fromS: number
  readonly resume: ResumePoint
}

/** Ends of sessions are asked for again over this span: a clock is set back, a second has room for two sessions. */
export const overlapSDefault = 600
/** The same where an appliance does not say who it is: a swing would go unseen. */
const blindOverlapS = 86_400

/**
 * A poller by `end_time` misses what reaches an appliance late: a session that ended on A an hour ago is news on B once
 * the relationship is re-established and both have merged (SYN-03). So everything is read again when another appliance
 * answers than last time, and once more when the first sync after that, or after its relationship changed, is over. What
 * is in the database already is known by its identity and costs only the reading.
 */
export function planOf(
  last: ResumePoint | null,
  health: Health | undefined,
  overlapS = overlapSDefault,
  decisions: PullDecisions = pullDecisions,
): PullPlan {
  if (health === undefined) return blindPlan(last)
  const { appliance, role, lastSync } = health
  const now = { appliance, role, lastSync }
  // It may have taken over just before, and what its peer recorded is still to come.
  if (last === null) return { fromS: 0, resume: { ...now, isSettled: false, fromS: 0 } }
  if (decisions.isReadAnew(last.appliance, appliance))
    return { fromS: 0, resume: { ...now, isSettled: false, fromS: 0 } }
  const isSameRole = last.role === role
  if (!last.isSettled && lastSync !== '' && lastSync !== last.lastSync) {
    // Perhaps an old one that only shows again with the new relationship: then the next one counts.
    const isSettled = isSameRole && health.lastSyncSucceeded
    return { fromS: 0, resume: { ...now, isSettled, fromS: last.fromS } }
  }
  const isSettled = last.isSettled && isSameRole
  // Without a relationship no sync is shown; the one to wait for is another than the last that was.
  const resume = { ...now, lastSync: lastSync || last.lastSync, isSettled, fromS: last.fromS }
  return { fromS: Math.max(0, last.fromS - overlapS), resume }
}

function blindPlan(last: ResumePoint | null): PullPlan {
  const unknown = { appliance: '', role: '', lastSync: '', isSettled: false, fromS: 0 }
  const resume = last ?? unknown
  return { fromS: Math.max(0, resume.fromS - blindOverlapS), resume }
}
