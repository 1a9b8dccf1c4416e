import { compareVersions } from './version.ts'

/** What a site version does differently; no other code may compare version numbers for that. */
export interface Capabilities {
  /** How sessions are identified: sequential integers before 10.6, then GUIDs (API-01). */
  readonly lsid: 'integer' | 'guid'
  /** Whether sessions recorded while separated merge on re-establishing (SYN-03) or leave a gap (SYN-04). */
  readonly sessionsMerge: boolean
}

export function capabilitiesOf(siteVersion: string): Capabilities {
  const modern = compareVersions(siteVersion, '10.6') >= 0
  return { lsid: modern ? 'guid' : 'integer', sessionsMerge: modern }
}
