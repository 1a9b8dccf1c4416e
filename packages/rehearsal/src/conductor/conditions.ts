import type { ApplianceName, ApplianceStatus } from '@understudy/shared'
import { fillIn, type Placeholders } from '../runbook/placeholders.ts'
import type { Check } from '../runbook/schema.ts'
import { statusValue } from '../runbook/status-fields.ts'

/** Why something did not come out as it had to. Sentences for people. */
export interface Failure {
  readonly expected: string
  readonly found: string
}

/** Something that an appliance's status must say. */
export interface Condition {
  readonly appliance: ApplianceName
  readonly expected: string
  holds(status: ApplianceStatus): boolean
  /** What the status says of it. */
  found(status: ApplianceStatus): string
}

/** The condition that a runbook's check states. */
export function conditionOf(check: Check, placeholders: Placeholders): Condition {
  const { of: appliance, that } = check
  const wanted = fillIn(check.is, placeholders)
  const sentence = (value: unknown) => `${appliance}: ${that} is ${textOf(value)}`
  return {
    appliance,
    expected: sentence(wanted),
    holds: (status) => statusValue(status, that) === wanted,
    found: (status) => sentence(statusValue(status, that)),
  }
}

/** A sync has ended well since that time: `success` alone may tell of an earlier one. */
export function syncedSince(appliance: ApplianceName, sinceMs: number): Condition {
  return {
    appliance,
    expected: `${appliance}: a sync has finished since Sync Now`,
    holds: ({ sync }) =>
      sync.state === 'idle' &&
      sync.lastResult === 'success' &&
      sync.lastFinishedAtMs !== null &&
      sync.lastFinishedAtMs >= sinceMs,
    found: ({ sync }) => {
      const reason = sync.lastReason === '' ? '' : ` (${sync.lastReason})`
      return `${appliance}: sync is ${sync.state}, its last result ${sync.lastResult}${reason}`
    },
  }
}

function textOf(value: unknown): string {
  if (value === null) return 'nothing'
  if (typeof value === 'string' && value !== '') return value
  return JSON.stringify(value)
}
