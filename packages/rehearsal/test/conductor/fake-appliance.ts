import { type ApplianceStatus, defaultBackupSettings, type LabConfig } from '@understudy/shared'

/** The two appliances that are played here. */
export type PairName = 'a' | 'b'

/** An appliance of the script: its status, and the keys of the sessions that it holds. */
export interface FakeAppliance {
  readonly status: { -readonly [K in keyof ApplianceStatus]: ApplianceStatus[K] }
  sessions: string[]
  ownSinceSync: string[]
}

/** It takes the role in a relationship with the other. */
export function join(status: FakeAppliance['status'], role: 'primary' | 'backup'): void {
  const peer = status.name === 'a' ? 'b' : 'a'
  status.role = role
  const said = {
    lastCheckAtMs: 0,
    peerRole: null,
    peerEpoch: null,
    conflict: false,
    forecast: null,
  }
  const here = { ...said, id: 'r', peer, peerHost: peer, peerPort: 443 }
  status.relationship = { ...here, link: 'up', peerPackage: 'same' }
}

/** A fresh one, as the lab's file has it. */
export function applianceOf(config: LabConfig, name: PairName): FakeAppliance {
  const { sharedAddress, siteHostname, appliances } = config.network
  const own = appliances.find((one) => one.name === name)?.address ?? ''
  const status: ApplianceStatus = {
    name,
    guid: name.repeat(32),
    hostname: name,
    siteHostname,
    ...(config.software[name] ?? { base: '', site: '' }),
    apiVersion: '',
    role: 'none',
    epoch: 0,
    state: 'serving',
    hasPreSharedKey: false,
    relationship: null,
    sync: {
      state: 'never',
      lastFinishedAtMs: null,
      lastResult: 'never',
      lastReason: '',
      digestsAgree: false,
      recordsReceived: 0,
      bytesReceived: 0,
      blobsReceived: 0,
      blobsMissing: 0,
    },
    exposure: null,
    addresses: [
      { address: own, shared: false, enabled: true, conflictsWith: [] },
      { address: sharedAddress, shared: true, enabled: false, conflictsWith: [] },
    ],
    backupSettings: defaultBackupSettings,
    failover: { watching: false, silentMs: null, withheld: null },
    ...{ siteLeadsHere: false, installation: null, certificates: { trouble: '' } },
    clock: { ntp: true, offMs: config.wrongClocks?.[name] ?? 0 },
    sessions: {
      stored: 0,
      active: 0,
      waiting: 0,
      recordings: 0,
      recordedBytes: 0,
      ownSinceSync: 0,
    },
    users: { consoles: 0, customers: 0 },
    jumpClients: { known: 0, online: 0, upgradePending: 0, stranded: 0 },
    settings: 0,
  }
  return { status, sessions: [], ownSinceSync: [] }
}
