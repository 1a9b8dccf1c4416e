import type { ApplianceEffect } from '@understudy/appliance-core'

/**
 * Where a process dies while it handles an input: before the commit, or after that many of the effects that others can
 * notice (0 = after the commit, before all of them).
 */
export type CrashPoint = 'before-commit' | number

/** Timers, events and dials die with the process; everything else is noticed. */
export const isNoticed = ({ kind }: ApplianceEffect): boolean =>
  kind !== 'set-timer' && kind !== 'clear-timer' && kind !== 'record' && kind !== 'dial'

export class ProcessDied extends Error {
  override readonly name = 'ProcessDied'
}
