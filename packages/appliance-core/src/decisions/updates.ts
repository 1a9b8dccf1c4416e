import type { InstalledSoftware, RefusalCode } from '@understudy/shared'

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

  /** A Base that had stalled must not have been restarted: only support can help now (UPD-07). */
  isBroken: (hasStalled: boolean, isBase: boolean): boolean => hasStalled && isBase,

  /** What needs another package first is greyed, as is what is not newer; neither is installed (UPD-01, UPD-10). */
  isGreyed: (_why: RefusalCode): boolean => true,

  /** A package is for the one box that it was built for (UPD-05). */
  isBuiltFor: (builtFor: string, guid: string): boolean => builtFor === guid,

  /** What could not be unpacked is not gone on with (UPD-09). */
  isUnpacked: (trouble: string | null): boolean => trouble === null,
}
