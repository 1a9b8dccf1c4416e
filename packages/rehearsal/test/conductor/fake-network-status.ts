import type { LabConfig, NetworkStatus } from '@understudy/shared'

interface FakeNetwork {
  readonly config: LabConfig
  readonly siteLeadsTo: string | null
  readonly staleOffices: number
}

/** What the network of the script says of itself. */
export function networkStatusOf({ config, siteLeadsTo, staleOffices }: FakeNetwork): NetworkStatus {
  return {
    swing: config.network.swing,
    siteLeadsTo,
    conflict: false,
    offices: [],
    staleOffices,
    zone: { serial: 1, records: [] },
    natRules: [],
    faults: [],
    cutPaths: [],
    paths: [],
    ports: {},
    resolvers: {},
    published: {},
  }
}
