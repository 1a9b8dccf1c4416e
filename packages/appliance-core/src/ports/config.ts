import type { InstallationModel, InstalledSoftware } from '@understudy/shared'

/** What an appliance is born with; everything that changes later is in its store. */
export interface ApplianceConfig {
  /** The lab's short name: "a". Used in messages to people. */
  readonly name: string
  /** 32 lower-case hex digits. */
  readonly guid: string
  readonly hostname: string
  /** The shared host name of the site. */
  readonly siteHostname: string
  readonly tlsPort: number
  readonly addresses: readonly {
    readonly address: string
    readonly shared: boolean
    readonly enabled: boolean
  }[]
  /** The software of a fresh box; the store's wins once it exists. */
  readonly software: InstalledSoftware
  readonly installation: InstallationModel
}
