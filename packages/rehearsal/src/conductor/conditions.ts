import {
  type ApplianceName,
  type ApplianceStatus,
  isoTimeOf,
  type NetworkStatus,
} from '@understudy/shared'
import { fillIn, type Placeholders } from '../runbook/placeholders.ts'
import type { Check, Subject } from '../runbook/schema.ts'
import { statusValue } from '../runbook/status-fields.ts'

/** Why something did not turn out as it had to. Sentences for people. */
export interface Failure {
  readonly expected: string
  readonly found: string
}

/** What a subject answers when asked for its status: the network, or an appliance. */
export type Status = ApplianceStatus | NetworkStatus

/** Something a subject's status must say. It is only ever checked against its own subject's status. */
export interface Condition {
  readonly of: Subject
  readonly expected: string
  holds(status: Status): boolean
  /** What the status says about it. */
  found(status: Status): string
}

/** The condition a runbook's check states. */
export function conditionOf(check: Check, placeholders: Placeholders): Condition {
  const { of, that } = check
  const wanted = fillIn(check.is, placeholders)
  const sentence = (value: unknown) => `${of}: ${that} is ${textOf(value)}`
  return {
    of,
    expected: sentence(wanted),
    holds: (status) => statusValue(status, that) === wanted,
    found: (status) => sentence(statusValue(status, that)),
  }
}

/** A sync has ended well since that time: `success` alone may refer to an earlier one. */
export function syncedSince(appliance: ApplianceName, sinceMs: number): Condition {
  return {
    of: appliance,
    expected: `${appliance}: a sync has finished since Sync Now`,
    holds: ({ sync }: ApplianceStatus) =>
      sync.state === 'idle' &&
      sync.lastResult === 'success' &&
      sync.lastFinishedAtMs !== null &&
      sync.lastFinishedAtMs >= sinceMs,
    found: ({ sync }: ApplianceStatus) => {
      const reason = sync.lastReason === '' ? '' : ` (${sync.lastReason})`
      const when = sync.lastFinishedAtMs === null ? '' : ` at ${isoTimeOf(sync.lastFinishedAtMs)}`
      return `${appliance}: sync is ${sync.state}, its last result ${sync.lastResult}${when}${reason}`
    },
  }
}

function textOf(value: unknown): string {
  if (value === null) return 'nothing'
  if (typeof value === 'string' && value !== '') return value
  return JSON.stringify(value)
}
