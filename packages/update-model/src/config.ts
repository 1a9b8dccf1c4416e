import {
  boxSecretOf,
  hexOf,
  type InstalledSoftware,
  type NetworkConfig,
  vendorPrivateKeyOf,
} from '@understudy/shared'

/** What the vendor's update server is made of. */
export interface UpdateServerConfig {
  /** The site that all packages are built for (UPD-01: Primary Hostname). */
  readonly primaryHostname: string
  /** How many licences the site's packages carry. */
  readonly licences: number
  /** The customer's builds are ready up to these versions; null = all of the catalogue are. */
  readonly rollout: InstalledSoftware | null
  /** The size of a package's payload. */
  readonly packageBytes: number
  /** By the names of the lab: what the vendor wrote into each box, which proves that it is the one that asks. Hex, secret. */
  readonly appliances: readonly { readonly name: string; readonly secret: string }[]
  /** Ed25519, hex, secret. */
  readonly vendorPrivateKey: string
}

/** Where nobody says how many the site has. */
const licencesByDefault = 15
/** Small: what a package contains does not matter here, what is signed does. */
const packageBytes = 1_024

/** What the vendor of that lab's site is made of: the same in its process and in the virtual world. */
export const updateServerConfigOf = ({
  siteHostname,
  appliances,
  rollout,
  licences = licencesByDefault,
}: Pick<NetworkConfig, 'siteHostname' | 'rollout' | 'licences'> & {
  readonly appliances: readonly { readonly name: string }[]
}): UpdateServerConfig => ({
  primaryHostname: siteHostname,
  licences,
  rollout: rollout ?? null,
  packageBytes,
  appliances: appliances.map(({ name }) => ({
    name,
    secret: hexOf(boxSecretOf(siteHostname, name)),
  })),
  vendorPrivateKey: hexOf(vendorPrivateKeyOf(siteHostname)),
})
