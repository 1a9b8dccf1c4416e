import {
  compareVersions,
  type JumpClientsConfig,
  type Random,
  siteReleases,
} from '@understudy/shared'

/**
 * What is installed on a Jump Client's host at first: the site's version or, for the configured share of hosts, an
 * older one, at most `versionsBehindMax` versions behind.
 */
export function drawInstalledVersion(
  config: JumpClientsConfig,
  siteVersion: string,
  random: Random,
): string {
  const { behindShare, versionsBehindMax } = config
  if (versionsBehindMax === 0 || random.next() >= behindShare) return siteVersion
  const older = olderSiteVersions(siteVersion)
  const behind = Math.min(random.integer(1, versionsBehindMax), older.length)
  return older[older.length - behind] ?? siteVersion
}

/** Oldest first. */
const olderSiteVersions = (siteVersion: string): readonly string[] =>
  siteReleases.filter((p) => compareVersions(p.version, siteVersion) < 0).map((p) => p.version)
