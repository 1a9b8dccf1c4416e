import type { SiteTerms } from '@understudy/shared'

export type { ApplianceConfig, SiteTerms } from '@understudy/shared'

/** The defaults of a site, where its {@link ApplianceConfig} does not say. */
export const defaultSiteTerms: SiteTerms = {
  licences: 10_000,
  starter: false,
  versionsMissedMax: 3,
  packageBytes: 262_144,
}
