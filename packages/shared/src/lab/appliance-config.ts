import type { CertificateFacts } from '../certificates/facts.ts'
import type { InstalledSoftware } from '../versions/catalogue.ts'
import type { InstallationModel } from '../versions/duration.ts'

/** What an appliance starts out with; everything that changes later is in its store. */
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
  /** The address that the site's gateway, if it has one, forwards to an appliance (NET-05). */
  readonly publicAddress?: string
  /** The software of a fresh box; once there is a store, what it says counts. */
  readonly software: InstalledSoftware
  readonly installation: InstallationModel
  /** How far the clock of a fresh box goes ahead, without NTP; left out: it is right. */
  readonly clockOffMs?: number
  /** What the certificate says that it came with, in its own time; left out: nobody knows. */
  readonly certificate?: CertificateFacts
  /** What the site's licence and build say about its clients. Left out: the core's defaults. */
  readonly site?: SiteTerms
}

/** What a site's licence and build say about its clients (CLI-01, CLI-03, CLI-06). */
export interface SiteTerms {
  /** How many consoles may be logged in at once. */
  readonly licences: number
  /** Starter licences: at most 25 Jump Clients and Jumpoints together. */
  readonly starter: boolean
  /** A client that missed more site versions than this can no longer be updated (UPD-08). */
  readonly versionsMissedMax: number
  /** What a client downloads to update itself. */
  readonly packageBytes: number
}
