import type { ApplianceEffect } from '../ports/effect.ts'

/** What is on disk before anybody hears of it. */
export const commitDecisions = {
  /** Everything that leaves the box waits until what it rests on is stored (SYN-06). */
  waitsForCommit: (_effect: ApplianceEffect): boolean => true,

  /** After a start: which of the sessions that were under way are recorded as cut (CLI-07). */
  sessionsToCut: <T>(orphaned: readonly T[]): readonly T[] => orphaned,
}
