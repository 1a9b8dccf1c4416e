/*
 * Runbooks and the conductor that plays them. Pure: used by `simulator` in virtual time and by `cluster-cli` on a real lab.
 *
 * 1. `checkRunbook(value)` returns everything that is wrong with a runbook; empty = it can be played.
 * 2. A `Conductor` returns what it wants next (an operation, a wait, an event to record) and is told the
 *    outcome. Its carrier knows nothing of runbooks, and it knows nothing of clocks.
 */

export * from './conductor/conductor.ts'
export * from './conductor/contract.ts'
export * from './conductor/retell.ts'
export { throttleSettings } from './conductor/throttles.ts'
export { backedOut } from './runbook/back-out.ts'
export { missingAppliances } from './runbook/cast.ts'
export { checkRunbook } from './runbook/check-runbook.ts'
export { plannedRunbook } from './runbook/planned.ts'
export type { RunbookError } from './runbook/runbook-error.ts'
export * from './runbook/schema.ts'
export { inVariants } from './runbook/variants.ts'
