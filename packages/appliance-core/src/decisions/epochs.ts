import type { Epoch } from '@understudy/shared'

/** The fencing token of the two: FO-14. */
export const epochDecisions = {
  /** A message of an older epoch is refused. */
  isOlderEpoch: (theirs: Epoch, ours: Epoch): boolean => theirs < ours,

  /** The peer's epoch is recorded here too. */
  isNewEpoch: (theirs: Epoch, ours: Epoch): boolean => theirs > ours,

  /** Of two that establish a relationship: higher than any that either has had. */
  epochOfPair: (ours: Epoch, theirs: Epoch): Epoch => Math.max(ours, theirs) + 1,

  /** What a backup gives to another one that asks for the role: nobody has had it. */
  epochToGive: (ours: Epoch, theirs: Epoch): Epoch => Math.max(ours, theirs) + 1,

  /**
   * The next one of an appliance that cannot ask its peer. Cut off, both may be made primary by hand, and two
   * primaries must never share an epoch: the one with the lower GUID takes even ones, the other odd ones.
   */
  epochWithoutPeer: (ours: Epoch, isLowerGuid: boolean): Epoch => {
    const next = ours + 1
    return (next % 2 === 0) === isLowerGuid ? next : next + 1
  },
}
