/*
 * Runbooks and the conductor that plays them. Pure: used by `simulator` in virtual time and by `cluster-cli` on a real lab.
 *
 * 1. `checkRunbook(value)` says all that is wrong with a file, or answers the runbook.
 * 2. A `Conductor` answers what it wants next (an operation, a wait, an event to record) and is told the
 *    outcome. Its carrier knows no runbook, and it knows no clock.
 */

export * from './conductor/conductor.ts'
export * from './conductor/contract.ts'
export { throttleSettings } from './conductor/throttles.ts'
export { missingAppliances } from './runbook/cast.ts'
export { checkRunbook } from './runbook/check-runbook.ts'
export { plannedRunbook } from './runbook/planned.ts'
export type { RunbookError } from './runbook/runbook-error.ts'
export * from './runbook/schema.ts'
