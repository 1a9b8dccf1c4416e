import {
  catalogue,
  compareVersions,
  findVersion,
  type InstalledSoftware,
  type LabConfig,
  type PackageKind,
  rosterOf,
} from '@understudy/shared'
import { UsageError } from '../usage/errors.ts'
import { knownVersion } from './lab-checks.ts'

/**
 * `--from` and `--to`: site versions ("11.1.0"), or Base and site version ("3.2.4+11.1.0"). Without
 * a Base: the least that the site software requires, and never older than what is installed.
 */
export function changeSoftware(
  lab: LabConfig,
  from: string | undefined,
  to: string | undefined,
): LabConfig {
  const installed = from === undefined ? undefined : softwareOf('--from', from, '0')
  const software =
    installed === undefined
      ? lab.software
      : Object.fromEntries(rosterOf(lab).map((name) => [name, installed]))
  const newestBase = Object.values(software).reduce((newest, { base }) => newer(newest, base), '0')
  const target = to === undefined ? lab.target : softwareOf('--to', to, newestBase)
  return { ...lab, software, target }
}

function softwareOf(option: string, text: string, baseMin: string): InstalledSoftware {
  const parts = text.split('+')
  const site = parts.at(-1) ?? ''
  if (parts.length > 2 || parts.some((part) => !/^\d+(\.\d+){1,3}$/.test(part)))
    throw new UsageError(
      `option ${option} expects a site version like 12.2.0 or Base and site version like 3.3.2+12.2.0, found "${text}"`,
    )
  const required = known(option, 'site', site).requiresBase
  const [given] = parts.length === 2 ? parts : []
  if (given !== undefined) return { base: known(option, 'base', given).version, site }
  return { base: leastBase(newer(required, baseMin)), site }
}

function known(option: string, kind: PackageKind, version: string) {
  const found = findVersion(kind, version)
  if (found !== undefined) return found
  throw new UsageError(
    `option ${option} expects ${knownVersion(kind, version)}, found "${version}"`,
  )
}

function leastBase(required: string): string {
  const enough = catalogue
    .filter((p) => p.kind === 'base' && compareVersions(p.version, required) >= 0)
    .sort((a, b) => compareVersions(a.version, b.version))
  return enough[0]?.version ?? required
}

const newer = (a: string, b: string): string => (compareVersions(a, b) >= 0 ? a : b)
