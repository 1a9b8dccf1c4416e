import type { AccountInterface } from '@understudy/shared'

/** Whose accounts are whose, and how long nobody may try a password. */
export const accountDecisions = {
  /** Accounts of /appliance belong to the box: no sync and no backup carries them (SYN-01). */
  isOfBox: (which: AccountInterface): boolean => which === 'appliance',

  /** A process that is killed and started again gives nobody five more guesses (SEC-02). */
  isFailureKept: (): boolean => true,

  /** When a lockout ends. It was meant to last so long: one that ends later by the clock began before that was set back (SEC-02). */
  lockEndsAt: (untilMs: number, nowMs: number, lockMs: number): number =>
    Math.min(untilMs, nowMs + lockMs),
}
