import type { ClientsConfig } from '../lab/clients-config.ts'

/** All that a population needs to know. */
export interface PopulationConfig {
  readonly siteHostname: string
  readonly clients: ClientsConfig
  /** The first is the one that clients by address are set to (NET-07). */
  readonly appliances: readonly {
    readonly name: string
    readonly hostname: string
    readonly address: string
  }[]
  /** Where clients sit, in the network's order; each has a probe. At least one. */
  readonly offices: readonly string[]
  /** The site's version at first: what is installed on the clients' machines. */
  readonly siteVersion: string
  /** The version that the site is to have in the end: early consoles have it already (CLI-02). */
  readonly targetVersion: string
  /** Same seed and same inputs: same effects (CLI-08). */
  readonly seed: string
}
