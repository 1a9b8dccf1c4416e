import {
  type InputOf,
  type LabConfig,
  type LabFile,
  promotions,
  resolveLab,
} from '@understudy/shared'
import { type Static, Type } from 'typebox'

const closed = { additionalProperties: false } as const

/** What differs between runs of the lab that is broken: a small site with two appliances, A its primary. */
export const LabOptions = Type.Object(
  {
    /** Both appliances' site version: sessions merge from 10.6 on, but not before (SYN-03, SYN-04). */
    site: Type.Enum(['10.5.2', '11.1.0']),
    fencing: Type.Boolean(),
    latencyMs: Type.Integer({ minimum: 0, maximum: 1_000 }),
    representatives: Type.Integer({ minimum: 1, maximum: 20 }),
    sessionEveryMs: Type.Integer({ minimum: 500, maximum: 60_000 }),
    sessionLengthMs: Type.Integer({ minimum: 500, maximum: 60_000 }),
    recordedShare: Type.Number({ minimum: 0, maximum: 1 }),
    jumpClients: Type.Integer({ minimum: 0, maximum: 50 }),
    /** Sessions that the primary holds before the first sync. */
    storedSessions: Type.Integer({ minimum: 0, maximum: 10_000 }),
    lostAnnouncementShare: Type.Number({ minimum: 0, maximum: 1 }),
    /** How a backup becomes primary: by hand, or by itself if a test address answers or a witness votes for it (FO-12). */
    promotion: Type.Enum(promotions),
    primaryTimeoutMs: Type.Integer({ minimum: 50, maximum: 3_600_000 }),
    syncIntervalMs: Type.Integer({ minimum: 1_000, maximum: 3_600_000 }),
    /** The bandwidth limit of a sync (SYN-05); absent: none. */
    kilobytesPerSecond: Type.Optional(Type.Integer({ minimum: 10, maximum: 1_000_000 })),
    /** How traffic finds its appliance (NET-04, NET-05); absent: by the shared address. */
    swing: Type.Optional(Type.Enum(['dns', 'nat'])),
    /** Programs that are set up with A's address instead of the site's name (NET-07); absent: none. */
    byAddress: Type.Optional(Type.Integer({ minimum: 1, maximum: 20 })),
    /** Programs that pull session data by the reporting API (IC-01); absent: none. */
    integrations: Type.Optional(Type.Integer({ minimum: 1, maximum: 5 })),
    /** How long faults occur; healing follows. */
    safetyMs: Type.Integer({ minimum: 1_000, maximum: 3_600_000 }),
  },
  closed,
)
export type LabOptions = Readonly<Static<typeof LabOptions>>

/** The two appliances; every lab of a campaign has these. */
export const pairNames = ['a', 'b'] as const
export type PairName = (typeof pairNames)[number]

export const peerOf = (name: PairName): PairName => (name === 'a' ? 'b' : 'a')

const addresses: Readonly<Record<PairName, string>> = { a: '192.0.2.10', b: '192.0.2.11' }

/** What pulls session data. */
const integration = {
  kind: 'integration-client',
  pullEveryMs: 10_000,
  // As good as none: with the usual ten minutes everything that a run records would be asked for again each time.
  overlapSeconds: 1,
} as const

/** The host that votes, where {@link LabOptions.promotion} is by witness. */
const witness = { hostname: 'witness.support.example.com', address: '192.0.2.12' }

/** The package that a run's updates install: it fits every version of {@link LabOptions}. */
export const updatePackage = 'Base 3.3.2'

/** Half of the offices' resolvers know better than the record's TTL; a rule that was edited leaves alone what is established. */
const swings: Readonly<Record<'dns' | 'nat', LabFile['network']>> = {
  dns: {
    swing: 'dns',
    dns: { ttlSeconds: 10 },
    offices: [{ resolver: 'honour' }, { resolver: 'ignore', holdSeconds: 40 }],
  },
  nat: { swing: 'nat', nat: { onChange: 'keep' } },
}

export function labOf(options: LabOptions): LabConfig {
  const { site, fencing, latencyMs, lostAnnouncementShare, jumpClients, promotion } = options
  const place = (name: PairName) => ({
    hostname: `${name}.support.example.com`,
    address: addresses[name],
    base: '3.2.4',
    site,
  })
  const {
    swing,
    byAddress,
    integrations = 0,
    representatives,
    sessionEveryMs,
    sessionLengthMs,
    recordedShare,
  } = options
  return resolveLab({
    name: 'chaos',
    appliances: { a: place('a'), b: place('b') },
    ...(promotion === 'witness' ? { witness } : {}),
    network: {
      fencing,
      ...(swing === undefined ? {} : swings[swing]),
      latencyMs,
      arp: { lostAnnouncementShare, cacheSeconds: 20 },
      heartbeat: { everySeconds: 5, answerSeconds: 5 },
    },
    clients: {
      representatives,
      sessionEveryMs,
      sessionLengthMs,
      recordedShare,
      recordingBytes: 20_000,
      // No law asks what probes find.
      probeEveryMs: 20_000,
      refreshEveryMs: 10_000,
      ...(byAddress === undefined ? {} : { byAddress }),
      ...(integrations === 0 ? {} : { integrations: Array(integrations).fill(integration) }),
      ...(jumpClients === 0 ? {} : { jumpClients: { active: jumpClients } }),
    },
    // Long enough for faults to hit installations too.
    installation: { baseMinutes: 0.2, siteMinutes: 0.2, minutesPerGiB: 0 },
  })
}

/** The lab that is plainest to a reader; nothing happens by itself. Shrinking sets each option to it that need not differ. */
export const plainLab: LabOptions = {
  site: '11.1.0',
  fencing: true,
  latencyMs: 1,
  representatives: 1,
  sessionEveryMs: 2_000,
  sessionLengthMs: 2_000,
  recordedShare: 0,
  jumpClients: 0,
  storedSessions: 0,
  lostAnnouncementShare: 0,
  promotion: 'by-hand',
  primaryTimeoutMs: 180_000,
  syncIntervalMs: 300_000,
  safetyMs: 60_000,
}

/** Both appliances' Backup Settings (FO-11); a lonely backup tests the gateway's address. */
export const backupSettingsOf = (
  { promotion, primaryTimeoutMs, syncIntervalMs, kilobytesPerSecond }: LabOptions,
  { network }: LabConfig,
): InputOf<'set-backup-settings'> => ({
  promotion,
  primaryTimeoutMs,
  syncIntervalMs,
  testAddresses: [network.publicAddress],
  ...(promotion === 'witness' ? { witness: { host: witness.address, port: network.tlsPort } } : {}),
  ...(kilobytesPerSecond === undefined ? {} : { kilobytesPerSecond }),
})
