import type { NetworkConfig } from '@understudy/shared'
import type { ParityCarrier, ParityCheck } from './carrier.ts'

/** A piece of behaviour that every carrier of the network's model must show. */
export interface ParityCase {
  readonly title: string
  /** What is not as in {@link parityNetwork}. */
  readonly network?: Partial<NetworkConfig>
  /**
   * Linux plays it too, in about so long: what it passes is real time there, and there are neither faults nor
   * resolvers (`scripts/kernel-parity`).
   */
  readonly kernelSeconds?: number
  readonly play: (carrier: ParityCarrier, check: ParityCheck) => Promise<void>
}

const officeNames = ['office-1', 'office-2', 'office-3'] as const
export const site = 'support.example.com'
export const sharedAddress = '192.0.2.100'
export const addressOf = { a: '192.0.2.11', b: '192.0.2.12' } as const

/** A cache of a minute; who takes an address says so once. */
export const once = { cacheMs: 60_000, announcements: 1, announceEveryMs: 2_000 } as const

/** Clients who find out nothing by themselves within any case. */
const patient = { everyMs: 86_400_000, answerMs: 86_400_000 } as const

/** Three offices that honour TTLs; `branch` are two of them. No fault, nothing lost. */
export const parityNetwork: NetworkConfig = {
  siteHostname: site,
  sharedAddress,
  tlsPort: 443,
  servedBy: 'a',
  appliances: [
    { name: 'a', hostname: 'a.example.com', address: addressOf.a },
    { name: 'b', hostname: 'b.example.com', address: addressOf.b },
  ],
  fencing: false,
  latencyMs: 1,
  swing: 'shared-ip',
  publicAddress: '203.0.113.80',
  dns: { ttlMs: 300_000, negativeTtlMs: 60_000 },
  nat: { onChange: 'keep' },
  arp: { ...once, lostAnnouncementShare: 0 },
  heartbeat: patient,
  offices: officeNames.map((name) => ({ name, resolver: { habit: 'honour' } })),
  groups: { clients: officeNames, branch: ['office-1', 'office-2'] },
  faults: [],
  ports: {},
}

/** Commands that must succeed. */
export async function must(
  carrier: ParityCarrier,
  command: Parameters<ParityCarrier['command']>[0],
): Promise<void> {
  const result = await carrier.command(command)
  if (!result.ok) throw new Error(result.refusal.message)
}

/** Time enough for whatever nothing delays. */
export const momentMs = 1_000
