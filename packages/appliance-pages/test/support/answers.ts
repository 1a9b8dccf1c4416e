import type { AnyAnswers } from '../../src/index.ts'
import { paired } from './drawn.ts'

const evil = '"><img src=x onerror=alert(1)>'

/** One answer for everything that pages read, with markup wherever people can write. */
export const answers = {
  status: {
    ...paired,
    addresses: [
      { address: '192.0.2.100', shared: true, enabled: true, conflictsWith: [evil] },
      { address: '192.0.2.10', shared: false, enabled: true, conflictsWith: [] },
    ],
    certificates: { trouble: evil },
    failover: { watching: true, silentMs: 10, withheld: evil },
  },
  'status-history': { history: [{ atMs: 1_350_000_000_000, name: 'setting-changed', key: evil }] },
  'show-basics': {
    serialNumber: '4711',
    guid: '0'.repeat(32),
    base: '3.3.2',
    site: '12.2.0',
    time: '2012-10-12T00:00:00Z',
    timeMs: 1_350_000_000_000,
    ntp: true,
    uptimeMs: 90_000_000,
    licences: {
      representatives: 20,
      starter: true,
      jumpClientsMax: 25,
      recording: false,
      commandShell: false,
    },
  },
  'list-users': {
    users: [
      { username: 'admin', permissions: ['administer'], mustChangePassword: true, locked: false },
      { username: evil, permissions: [], mustChangePassword: false, locked: true },
    ],
  },
  'list-api-accounts': {
    accounts: [{ clientId: 'a'.repeat(32), name: evil, permissions: ['use-backup-api'] }],
  },
  'list-settings': { [evil]: evil },
  'list-sessions': {
    sessions: [
      {
        lsid: 'b'.repeat(32),
        lseq: 7,
        externalKey: evil,
        startedAtMs: 1_350_000_000_000,
        endedAtMs: 1_350_000_060_000,
        recordingBytes: 1_048_576,
      },
    ],
    next: 7,
  },
  'list-jump-clients': {
    jumpClients: [
      {
        name: evil,
        kind: 'jump-client',
        mode: 'active',
        version: '11.1.0',
        state: 'offline',
        detail: 'upgrade-pending',
        lastCheckInMs: null,
      },
    ],
    next: evil,
  },
  'list-certificates': {
    certificates: [
      {
        certificate: 'factory',
        kind: 'certificate',
        issuedTo: evil,
        facts: {
          issuedTo: evil,
          issuedBy: evil,
          names: ['support.example.com'],
          validFromMs: 1_340_000_000_000,
          validUntilMs: 1_360_000_000_000,
          fingerprint: '0'.repeat(64),
          publicKey: '0'.repeat(64),
          selfSigned: true,
          chainEndsAt: evil,
          chainComplete: true,
        },
        warnings: ['self-signed', 'wrong-name'],
        addresses: ['192.0.2.100'],
      },
      {
        certificate: 'certificate-1',
        kind: 'request',
        issuedTo: evil,
        facts: null,
        warnings: [],
        addresses: [],
      },
    ],
  },
  'list-support-teams': {
    teams: [{ id: 1, name: evil, issues: [{ code: 'vpn', title: evil }], members: [evil] }],
  },
  'show-email': {
    settings: {
      relay: 'mail.example.com',
      port: 25,
      from: 'box@example.com',
      recipients: ['ana@example.com'],
      dailyNotice: true,
    },
    waiting: [{ id: '1', subject: evil, queuedAtMs: 1_350_000_000_000, attempts: 2 }],
    trouble: evil,
  },
  'list-event-recipients': {
    recipients: [
      {
        name: 'tickets',
        enabled: true,
        url: 'http://events.example.com/hook',
        events: ['support_conference_begin', 'support_conference_end'],
        retryIntervalMs: 60_000,
        retryDurationMs: 86_400_000,
        contacts: ['ana@example.com'],
        alertAfterMs: 300_000,
        waiting: 3,
        trouble: evil,
      },
    ],
  },
  'preview-update': {
    package: evil,
    eula: { version: '2012-10', text: evil },
    warning: evil,
    users: { consoles: 2, customers: 1, sessions: 1 },
    durationMs: 2_700_000,
    advice: [evil],
  },
} as const satisfies AnyAnswers

export { evil }
