import { compareVersions, type JumpClientDetail, releasesBetween } from '@understudy/shared'
import type { Context } from '../context.ts'

/** How an installed client compares with the site's version, as the list of Jump Clients shows it (CLI-04). */
export function standingOf(ctx: Context, version: string): JumpClientDetail {
  const { site } = ctx.state.software
  // Nothing is installed yet: it takes what the site has.
  if (version === '') return 'upgrade-pending'
  const order = compareVersions(version, site)
  if (order === 0) return 'up-to-date'
  if (order > 0) return 'newer-than-site'
  return releasesBetween(version, site) > ctx.site.versionsMissedMax
    ? 'stranded'
    : 'upgrade-pending'
}
