import {
  catalogue,
  compareVersions,
  endsInNumber,
  findVersion,
  type InstalledSoftware,
  isIpv4,
  type LabConfig,
  type LabFile,
  nearestWord,
  type PackageKind,
  sameHost,
  upgradePath,
} from '@understudy/shared'
import { networkProblems } from './network-checks.ts'
import { populationProblems } from './population-checks.ts'
import type { Problem } from './problem.ts'
import { rosterProblems } from './roster-checks.ts'

/** What a lab's schema cannot say: distinct addresses and names, known versions, a reachable target (REH-03). */
export function labProblems(lab: LabConfig, file: LabFile): readonly Problem[] {
  const versions = versionProblems(lab)
  return [
    ...rosterProblems(lab),
    ...addressProblems(lab),
    ...networkProblems(lab, file),
    ...populationProblems(lab),
    ...dataProblems(lab),
    ...paceProblems(lab),
    ...versions,
    ...(versions.length > 0 ? [] : targetProblems(lab)),
  ]
}

function addressProblems({ network }: LabConfig): readonly Problem[] {
  const hosts = network.appliances.map((a) => ({ at: `/appliances/${a.name}`, ...a }))
  const addresses = [
    { path: '/sharedAddress', value: network.sharedAddress },
    ...hosts.map((h) => ({ path: `${h.at}/address`, value: h.address })),
    { path: '/network/publicAddress', value: network.publicAddress },
  ]
  const names = [
    { path: '/siteHostname', value: network.siteHostname },
    ...hosts.map((h) => ({ path: `${h.at}/hostname`, value: h.hostname })),
  ]
  return [
    ...addresses
      .filter(({ value }) => !isIpv4(value))
      .map(({ path, value }) => ({ path, expected: 'an IPv4 address', found: quoted(value) })),
    ...names
      .filter(({ value }) => endsInNumber(value))
      .map(({ path, value }) => ({ path, expected: 'a host name', found: quoted(value) })),
    ...repeated(addresses, 'an address of its own'),
    ...repeated(names, 'a host name of its own'),
  ]
}

type Named = { readonly path: string; readonly value: string }

function repeated(all: readonly Named[], expected: string): readonly Problem[] {
  return all.flatMap((one, index) => {
    const earlier = all.slice(0, index).find((other) => sameHost(other.value, one.value))
    if (earlier === undefined) return []
    return [
      { path: one.path, expected, found: `${quoted(one.value)}, as ${earlier.path.slice(1)}` },
    ]
  })
}

function dataProblems({ data }: LabConfig): readonly Problem[] {
  if (data.recordings <= data.sessions) return []
  const expected = `at most one recording a session (${data.sessions})`
  return [{ path: '/data/recordings', expected, found: String(data.recordings) }]
}

function paceProblems({ operator: { pageMsMin, pageMsMax } }: LabConfig): readonly Problem[] {
  if (pageMsMin <= pageMsMax) return []
  const expected = `at least secondsMin (${pageMsMin / 1_000})`
  return [{ path: '/operator/secondsMax', expected, found: String(pageMsMax / 1_000) }]
}

function versionProblems(lab: LabConfig): readonly Problem[] {
  const installed = Object.entries(lab.software).flatMap(([name, software]) =>
    softwareProblems(`/appliances/${name}`, software),
  )
  return [
    ...installed,
    ...softwareProblems('/target', lab.target),
    ...(installed.length > 0 ? [] : differenceProblems(lab)),
  ]
}

/** The two in the relationship the lab starts with need the same software (FO-05). */
function differenceProblems({ software, start }: LabConfig): readonly Problem[] {
  const primary = software[start.serves]
  const backup = software[start.backup ?? '']
  if (primary === undefined || backup === undefined) return []
  return (['base', 'site'] as const)
    .filter((kind) => primary[kind] !== backup[kind])
    .map((kind) => ({
      path: `/appliances/${start.backup}/${kind}`,
      expected: `${quoted(primary[kind])}, as appliances/${start.serves}/${kind}: a relationship needs the same software on both`,
      found: quoted(backup[kind]),
    }))
}

function softwareProblems(path: string, software: InstalledSoftware): readonly Problem[] {
  const unknown = [
    ...unknownVersion(`${path}/base`, 'base', software.base),
    ...unknownVersion(`${path}/site`, 'site', software.site),
  ]
  const needed = findVersion('site', software.site)?.requiresBase
  if (unknown.length > 0 || needed === undefined) return unknown
  if (compareVersions(software.base, needed) >= 0) return []
  const expected = `at least Base ${needed}, which Bomgar-${software.site} requires`
  return [{ path: `${path}/base`, expected, found: quoted(software.base) }]
}

function unknownVersion(path: string, kind: PackageKind, version: string): readonly Problem[] {
  if (findVersion(kind, version) !== undefined) return []
  return [{ path, expected: knownVersion(kind, version), found: quoted(version) }]
}

/** "a known site version, such as 12.2.0", for a version not in the catalogue. */
export function knownVersion(kind: PackageKind, version: string): string {
  const known = catalogue.filter((p) => p.kind === kind).map((p) => p.version)
  const nearest = nearestWord(version, known)
  const what = `a known ${kind === 'base' ? 'Base' : 'site'} version`
  return nearest === undefined ? `${what} (${known.join(', ')})` : `${what}, such as ${nearest}`
}

function targetProblems({ software, target }: LabConfig): readonly Problem[] {
  return Object.entries(software).flatMap(([name, from]): readonly Problem[] => {
    const found = `Base ${target.base} and Bomgar-${target.site}`
    const installed = `Base ${from.base} and Bomgar-${from.site} of ${name}`
    const older =
      compareVersions(target.base, from.base) < 0 || compareVersions(target.site, from.site) < 0
    if (older) return [{ path: '/target', expected: `nothing older than ${installed}`, found }]
    if (upgradePath(from, target) !== null) return []
    return [
      { path: '/target', expected: `software that packages lead to from ${installed}`, found },
    ]
  })
}

const quoted = (text: string): string => JSON.stringify(text)
