import { compareVersions } from './version.ts'

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
 * All packages, oldest first within a kind. Versions and API versions are the product's (P 6.7; Base 4.x and 5.x from
 * memory). The requirements are ours: they keep the guide's sentence true ("3.2.4 does not satisfy 12.2.0's
 * requirements", G2), and from each major version lead to the next one or two, so that boxes that are far behind go
 * through intermediate versions.
 */
export const catalogue: readonly SoftwarePackage[] = [
  base('3.0.0', 1000, '0'),
  base('3.2.0', 1020, '3.0.0'),
  base('3.2.4', 1024, '3.0.0'),
  base('3.3.0', 1030, '3.2.0'),
  base('3.3.2', 1032, '3.2.0'),
  base('4.0.0', 1040, '3.3.0'),
  base('4.2.1', 1042, '4.0.0'),
  base('5.0.0', 1050, '4.2.0'),
  base('5.4.0', 1054, '5.0.0'),
  base('6.0.1', 1060, '5.4.0'),
  base('6.1.0', 1061, '6.0.0'),
  base('7.0.0', 1070, '6.1.0'),
  site('10.1.0', 10100, '3.0.0', '0', '1.0.0'),
  site('10.2.0', 10200, '3.0.0', '10.1.0', '1.1.0'),
  site('10.2.5', 10250, '3.0.0', '10.1.0', '1.1.1'),
  site('10.3.0', 10300, '3.0.0', '10.1.0', '1.2.0'),
  site('10.3.2', 10320, '3.0.0', '10.1.0', '1.2.1'),
  site('10.3.4', 10340, '3.0.0', '10.1.0', '1.2.2'),
  site('10.4.0', 10400, '3.0.0', '10.2.0', '1.3.0'),
  site('10.4.1', 10410, '3.0.0', '10.2.0', '1.3.2'),
  site('10.5.0', 10500, '3.0.0', '10.3.0', '1.4.0'),
  site('10.5.1', 10510, '3.0.0', '10.3.0', '1.4.1'),
  site('10.5.2', 10520, '3.0.0', '10.3.0', '1.4.2'),
  site('10.6.1', 10610, '3.2.0', '10.5.0', '1.5.0'),
  site('11.1.0', 11100, '3.2.4', '10.6.0', '1.6.0'),
  site('12.1.0', 12100, '3.2.4', '11.1.0', '1.7.0'),
  site('12.1.4', 12140, '3.2.4', '11.1.0', '1.7.1'),
  site('12.2.0', 12200, '3.3.2', '11.1.0', '1.8.0'),
  site('12.3.1', 12310, '3.3.2', '12.1.0', '1.9.0'),
  site('13.1.0', 13100, '4.0.0', '12.2.0', '1.10.0'),
  site('14.1.0', 14100, '4.0.0', '12.3.0', '1.11.0'),
  site('14.2.1', 14210, '4.2.0', '13.1.0', '1.12.0'),
  site('14.3.1', 14310, '4.2.0', '14.1.0', '1.12.0'),
  site('15.1.1', 15110, '4.2.1', '14.2.0', '1.13.0'),
  site('15.2.1', 15210, '4.2.1', '14.3.0', '1.13.1'),
  site('16.1.1', 16110, '5.0.0', '15.1.0', '1.15.0'),
  site('16.2.1', 16210, '5.0.0', '15.2.0', '1.15.1'),
  site('17.1.1', 17110, '5.0.0', '16.1.0', '1.16.0'),
  site('18.1.1', 18110, '5.4.0', '16.2.0', '1.16.0'),
  site('18.2.1', 18210, '5.4.0', '17.1.0', '1.18.0'),
  site('19.1.1', 19110, '5.4.0', '18.1.0', '1.19.0'),
  site('19.2.1', 19210, '5.4.0', '18.2.0', '1.19.2'),
  site('20.1.1', 20110, '6.0.0', '19.1.0', '1.19.2'),
  site('21.1.1', 21110, '6.0.0', '19.2.0', '1.21.0'),
  site('21.2.1', 21210, '6.0.0', '20.1.0', '1.21.0'),
  site('21.3.1', 21310, '6.1.0', '21.1.0', '1.21.1'),
  site('22.1.1', 22110, '6.1.0', '21.2.0', '1.22.1'),
  site('22.2.1', 22210, '6.1.0', '21.3.0', '1.22.2'),
  site('22.3.1', 22310, '6.1.0', '22.1.0', '1.22.2'),
  site('23.1.1', 23110, '7.0.0', '22.2.0', '1.23.1'),
  site('24.1.1', 24110, '7.0.0', '22.3.0', '1.24.1'),
]

/** What is installed on an appliance. */
export interface InstalledSoftware {
  readonly base: string
  readonly site: string
}

export const findPackage = (name: string): SoftwarePackage | undefined =>
  catalogue.find((p) => p.name === name)

/** The newest maintenance version of each major one (X.Y), oldest first: the versions that people speak of. */
export const siteReleases: readonly SoftwarePackage[] = catalogue.filter(
  ({ kind, version }, index) =>
    kind === 'site' && majorOf(catalogue[index + 1]?.version ?? '') !== majorOf(version),
)

function majorOf(version: string): string {
  return version.split('.', 2).join('.')
}

/** How many major site versions lie between two: those that a client which went from one to the other never had (UPD-08). */
export const releasesBetween = (older: string, newer: string): number =>
  siteReleases.filter(
    ({ version }) =>
      compareVersions(version, older) > 0 &&
      compareVersions(version, newer) < 0 &&
      ![majorOf(older), majorOf(newer)].includes(majorOf(version)),
  ).length

export const findVersion = (kind: PackageKind, version: string): SoftwarePackage | undefined =>
  catalogue.find((p) => p.kind === kind && p.version === version)
