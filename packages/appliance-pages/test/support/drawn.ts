import type { ApplianceStatus, Role } from '@understudy/shared'
import { defaultBackupSettings } from '@understudy/shared'
import { type Language, openPages, type PlacedPage, type View } from '../../src/index.ts'

export const pages = openPages()

/** A view of that page by an administrator, in a language. */
export function viewOf(
  placed: PlacedPage,
  {
    language = 'en',
    role = 'none',
    ...more
  }: Partial<View> & { language?: Language; role?: Role } = {},
): View {
  return {
    words: pages.words(language),
    box: {
      name: 'a',
      siteHostname: 'support.example.com',
      siteVersion: '12.2.0',
      role,
      state: 'serving',
    },
    viewer: { interface: placed.interface, username: 'admin', permissions: ['administer'] },
    csrf: 'the-token',
    path: placed.path,
    nowMs: 1_350_000_000_000,
    query: {},
    asked: null,
    ...more,
  }
}

export function placedAt(path: string): PlacedPage {
  const found = pages.find(path)
  if (found === undefined) throw new Error(`there is no page ${path}`)
  return found
}

export const status: ApplianceStatus = {
  name: 'a',
  guid: '0'.repeat(32),
  hostname: 'a.example.com',
  siteHostname: 'support.example.com',
  base: '3.3.2',
  site: '12.2.0',
  apiVersion: '1.9.0',
  role: 'none',
  epoch: 0,
  state: 'serving',
  hasPreSharedKey: true,
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
  addresses: [{ address: '192.0.2.100', shared: true, enabled: true, conflictsWith: [] }],
  backupSettings: defaultBackupSettings,
  failover: { watching: false, silentMs: null, withheld: null },
  siteLeadsHere: true,
  certificates: { trouble: '' },
  clock: { ntp: true, offMs: 0 },
  installation: null,
  sessions: { stored: 0, active: 0, waiting: 0, recordings: 0, recordedBytes: 0, ownSinceSync: 0 },
  users: { consoles: 0, customers: 0 },
  jumpClients: { known: 0, online: 0, upgradePending: 0, stranded: 0 },
  settings: 0,
}

export const paired: ApplianceStatus = {
  ...status,
  role: 'primary',
  epoch: 3,
  relationship: {
    id: 'r',
    peer: '1'.repeat(32),
    peerHost: '192.0.2.11',
    peerPort: 443,
    link: 'up',
    lastCheckAtMs: 1_350_000_000_000,
    peerRole: 'backup',
    peerEpoch: 3,
    peerPackage: 'same',
    conflict: false,
    forecast: null,
  },
  sync: {
    ...status.sync,
    state: 'idle',
    lastFinishedAtMs: 1_350_000_100_000,
    lastResult: 'success',
    digestsAgree: true,
  },
  exposure: { records: 1, bytes: 2_048, sinceSyncMs: 1_000 },
}
