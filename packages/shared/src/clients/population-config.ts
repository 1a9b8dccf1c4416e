import type { ClientsConfig } from '../lab/clients-config.ts'

/** All that a population needs to know. */
export interface PopulationConfig {
  readonly siteHostname: string
  readonly clients: ClientsConfig
  readonly appliances: readonly {
    readonly name: string
    readonly hostname: string
    readonly address: string
  }[]
  /** The appliance that the site leads to at first; clients by address dial it (NET-07). */
  readonly servedBy: string
  /** Where clients sit, in the network's order; each has a probe. At least one. */
  readonly offices: readonly string[]
  /** The site's version at first: what is installed on the clients' machines. */
  readonly siteVersion: string
  /** The version that the site ends up with; early consoles have it already (CLI-02). */
  readonly targetVersion: string
  /** Same seed and same inputs: same effects (CLI-08). */
  readonly seed: string
}
