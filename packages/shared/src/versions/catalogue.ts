/** `base` = the operating layer; `site` = the site software ("Bomgar-12.2.0") (UPD-02). */
export const packageKinds = ['base', 'site'] as const
export type PackageKind = (typeof packageKinds)[number]

export interface SoftwarePackage {
  /** As an operator names it: "Base 3.3.2", "Bomgar-12.2.0". */
  readonly name: string
  readonly kind: PackageKind
  readonly version: string
  readonly build: number
  /** The oldest Base that it installs on. */
  readonly requiresBase: string
  /** For site packages, the oldest site version that it installs on: boxes far behind go through several. */
  readonly requiresSite: string
  /** The API version that this site version reports (P 6.7); empty for Base. */
  readonly apiVersion: string
}

const base = (version: string, build: number, requiresBase: string): SoftwarePackage => ({
  name: `Base ${version}`,
  kind: 'base',
  version,
  build,
  requiresBase,
  requiresSite: '0',
  apiVersion: '',
})

const site = (
  version: string,
  build: number,
  requiresBase: string,
  requiresSite: string,
  apiVersion: string,
): SoftwarePackage => ({
  name: `Bomgar-${version}`,
  kind: 'site',
  version,
  build,
  requiresBase,
  requiresSite,
  apiVersion,
})

/**
 * All packages, oldest first within a kind. Versions and API versions: P 6.7; the
 * requirements are chosen to keep the guide's sentence true ("3.2.4 does not satisfy 12.2.0's
 * requirements", G2) and to force intermediate versions on boxes that are far behind.
 */
export const catalogue: readonly SoftwarePackage[] = [
  base('3.0.0', 1000, '0'),
  base('3.2.0', 1020, '3.0.0'),
  base('3.2.4', 1024, '3.0.0'),
  base('3.3.0', 1030, '3.2.0'),
  base('3.3.2', 1032, '3.2.0'),
  base('4.0.0', 1040, '3.3.0'),
  base('4.2.1', 1042, '4.0.0'),
  site('10.5.2', 10520, '3.0.0', '0', '1.4.2'),
  site('10.6.1', 10610, '3.2.0', '10.5.0', '1.5.0'),
  site('11.1.0', 11100, '3.2.4', '10.6.0', '1.6.0'),
  site('12.1.4', 12140, '3.2.4', '11.1.0', '1.7.1'),
  site('12.2.0', 12200, '3.3.2', '11.1.0', '1.8.0'),
  site('12.3.1', 12310, '3.3.2', '12.1.0', '1.9.0'),
  site('13.1.0', 13100, '4.0.0', '12.2.0', '1.10.0'),
  site('14.2.1', 14210, '4.2.0', '13.1.0', '1.12.0'),
]

/** What is installed on an appliance. */
export interface InstalledSoftware {
  readonly base: string
  readonly site: string
}

export const findPackage = (name: string): SoftwarePackage | undefined =>
  catalogue.find((p) => p.name === name)

export const findVersion = (kind: PackageKind, version: string): SoftwarePackage | undefined =>
  catalogue.find((p) => p.kind === kind && p.version === version)
