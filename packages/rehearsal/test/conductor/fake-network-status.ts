import type { NetworkStatus } from '@understudy/shared'
import type { FakeLab } from './fake-lab.ts'

/** What the network of the script says of itself. */
export function networkStatusOf({ config, siteLeadsTo, staleOffices }: FakeLab): NetworkStatus {
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
