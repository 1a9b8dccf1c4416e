import type { InstalledSoftware } from '@understudy/shared'

/** Installing a package. */
export const updateDecisions = {
  /** The new version whole, or the old one whole: never something in between (UPD-09). */
  softwareAfter: (
    old: InstalledSoftware,
    change: Partial<InstalledSoftware>,
    isComplete: boolean,
  ): InstalledSoftware => (isComplete ? { ...old, ...change } : old),

  /** A start finds an installation that its process did not finish: it is over (UPD-09). */
  abandonsAtStart: (): boolean => true,
}
