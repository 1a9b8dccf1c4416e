import { type Refusal, refusal } from '../refusals.ts'
import { catalogue, type InstalledSoftware, type SoftwarePackage } from './catalogue.ts'
import { compareVersions } from './version.ts'

/** One line of Available Updates (UPD-01). `refusal` = greyed, with the reason. */
export interface AvailableUpdate {
  readonly package: SoftwarePackage
  readonly refusal: Refusal | null
}

/** Why the package cannot be installed on that software, in the product's words; null = it can. */
export function refusalToInstall(
  target: SoftwarePackage,
  installed: InstalledSoftware,
): Refusal | null {
  const current = target.kind === 'base' ? installed.base : installed.site
  const order = compareVersions(target.version, current)
  if (order === 0) return refusal('already-installed', { found: target.name })
  if (order < 0) return refusal('no-downgrade', { target: target.name, found: current })
  if (compareVersions(installed.base, target.requiresBase) < 0)
    return refusal('requirement-not-met', { found: installed.base, target: target.version })
  if (target.kind === 'site' && compareVersions(installed.site, target.requiresSite) < 0)
    return refusal('requirement-not-met', { found: installed.site, target: target.version })
  return null
}

/** Every package newer than what is installed, installable or greyed, Base first (UPD-01). */
export function availableUpdates(installed: InstalledSoftware): readonly AvailableUpdate[] {
  return catalogue
    .filter(
      (p) => compareVersions(p.version, p.kind === 'base' ? installed.base : installed.site) > 0,
    )
    .map((p) => ({ package: p, refusal: refusalToInstall(p, installed) }))
}

/**
 * The packages to install, in order, to get from one state to the other: Base up to the target's,
 * then site packages in the fewest steps. Empty = nothing to do; null = impossible (REH-03).
 */
export function upgradePath(
  from: InstalledSoftware,
  to: InstalledSoftware,
): readonly SoftwarePackage[] | null {
  const path: SoftwarePackage[] = []
  let installed = from
  while (
    compareVersions(installed.base, to.base) < 0 ||
    compareVersions(installed.site, to.site) < 0
  ) {
    const next = nextStep(installed, to)
    if (next === undefined) return null
    path.push(next)
    installed =
      next.kind === 'base'
        ? { ...installed, base: next.version }
        : { ...installed, site: next.version }
  }
  return path
}

/** The newest installable package that does not overshoot; Base before site software (G2). */
function nextStep(
  installed: InstalledSoftware,
  to: InstalledSoftware,
): SoftwarePackage | undefined {
  const candidates = availableUpdates(installed)
    .filter((u) => u.refusal === null)
    .map((u) => u.package)
    .filter((p) => compareVersions(p.version, p.kind === 'base' ? to.base : to.site) <= 0)
  const newest = (kind: string): SoftwarePackage | undefined =>
    candidates
      .filter((p) => p.kind === kind)
      .sort((a, b) => compareVersions(b.version, a.version))[0]
  return newest('base') ?? newest('site')
}
