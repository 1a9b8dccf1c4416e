import type { Epoch } from '@understudy/shared'

/** The votes of a witness (DESIGN 7). */
export const witnessDecisions = {
  /** An epoch is given once, and none below it any more. */
  isEpochFree: (candidate: Epoch, last: Epoch): boolean => candidate > last,

  /** The holder of the last epoch may serve by the witness's own word until it was silent for the whole timeout. */
  isHolderGone: (silentMs: number, timeoutMs: number): boolean => silentMs >= timeoutMs,

  /** Only the primary of the highest epoch is confirmed. */
  isHolder: (isOlderEpoch: boolean, isSameEpoch: boolean, isSameAppliance: boolean): boolean =>
    !isOlderEpoch && (!isSameEpoch || isSameAppliance),

  /** When an appliance was last heard is in memory: after a start everybody counts as just heard. */
  heardSince: (heardAtMs: number | undefined, startedAtMs: number): number =>
    heardAtMs ?? startedAtMs,
}
