import type { TimedFault } from '../network/fault.ts'
import type { NetworkDoor } from '../network/network-door.ts'
import type { InstalledSoftware } from '../versions/catalogue.ts'
import { defaultInstallationModel, type InstallationModel } from '../versions/duration.ts'
import { type PlannedSetting, resolveAdministrators } from './administrators-section.ts'
import { type ClientsConfig, resolveClients } from './clients-config.ts'
import type { LabFile } from './lab-file.ts'
import type { NetworkMap } from './network-map.ts'
import { type Office, officesOf } from './office.ts'
import { type ApplianceName, type LabStart, startOf } from './roster.ts'

/** A lab with all defaults filled in: what {@link resolveLab} makes of a {@link LabFile}. */
export interface LabConfig {
  readonly name: string
  readonly network: NetworkConfig
  readonly start: LabStart
  readonly software: Readonly<Record<ApplianceName, InstalledSoftware>>
  /** How far the clocks of these go ahead as the lab starts; left out: all are right. */
  readonly wrongClocks?: Readonly<Record<ApplianceName, number>>
  readonly target: InstalledSoftware
  readonly data: {
    readonly sessions: number
    readonly sessionBytes: number
    readonly recordings: number
    readonly recordingBytes: number
  }
  readonly clients: ClientsConfig
  /** Which settings people change while the runbook is played, in the order of the lab file. */
  readonly administrators: readonly PlannedSetting[]
  readonly installation: InstallationModel
  readonly betweenWindowsMs: number
  readonly operator: OperatorPace
  readonly clock: ClockMode
  readonly startsAtMs: number
}

/** How long a person takes from one page to the next, drawn evenly between the two (REH-10); both 0 = a machine clicks. */
export interface OperatorPace {
  readonly pageMsMin: number
  readonly pageMsMax: number
}

/** How traffic finds the appliance in production and is swung to the other one (NET-01, NET-04, NET-05). */
export const swingMethods = ['shared-ip', 'dns', 'nat'] as const
export type SwingMethod = (typeof swingMethods)[number]

/** The lab's network with all defaults filled in. */
export interface NetworkConfig extends NetworkMap {
  /** The host that votes, if there is one. */
  readonly witness?: { readonly hostname: string; readonly address: string }
  /** What the vendor has built for the site; left out: every version of the catalogue (UPD-01). */
  readonly rollout?: InstalledSoftware
  /** How many licences the site has, as its packages say (UPD-01). */
  readonly licences?: number
  /** Whether the shared address honours the highest epoch (FO-14). */
  readonly fencing: boolean
  /** One way, between any two hosts; the virtual world's only delay without faults. */
  readonly latencyMs: number
  readonly swing: SwingMethod
  /** The appliance that the site leads to as the lab starts. */
  readonly servedBy: ApplianceName
  /** The address that the NAT gateway forwards; the site's record leads to it if the swing is by NAT. */
  readonly publicAddress: string
  readonly dns: {
    /** The TTL of the site's record; the others have an hour. */
    readonly ttlMs: number
    /** How long "no such name" may be cached: the SOA's last field. */
    readonly negativeTtlMs: number
  }
  readonly nat: {
    /** What happens to established connections when the rule changes (NET-05). */
    readonly onChange: 'keep' | 'cut'
  }
  readonly arp: {
    /** How long a neighbour believes its cache. */
    readonly cacheMs: number
    /** Share of the gratuitous announcements that do not reach a neighbour (NET-03). */
    readonly lostAnnouncementShare: number
    /** How many times a new owner announces an address (RFC 5227: ANNOUNCE_NUM), and how far apart. */
    readonly announcements: number
    readonly announceEveryMs: number
  }
  /** The heartbeat of the clients' connections: how often, and how long each end waits for the other (NET-12). */
  readonly heartbeat: Heartbeat
  readonly offices: readonly Office[]
  /** Names for sets of hosts. `clients`, all offices, is always among them. */
  readonly groups: Readonly<Record<string, readonly string[]>>
  readonly faults: readonly TimedFault[]
  /** Listening ports on loopback that the lab file fixes; for the others any free port is taken. */
  readonly ports: Readonly<Partial<Record<NetworkDoor, number>>>
}

export interface Heartbeat {
  readonly everyMs: number
  readonly answerMs: number
}

export type ClockMode = 'skip' | 'realtime' | number

/** Saturday, 3 November 2012, 22:00 UTC: a quiet hour, at a time when Bomgar 12.2 was current. */
const defaultStartsAtMs = 1_351_980_000_000

/** Fills in every default. `startsAtMs` is the parsed `startsAt`, which pure code cannot parse. */
export function resolveLab(file: LabFile, startsAtMs: number = defaultStartsAtMs): LabConfig {
  const start = startOf(file)
  const installed = softwareOf(file)
  return {
    name: file.name ?? 'lab',
    network: resolveNetwork(file),
    start,
    software: installed,
    ...clocksOf(file),
    target: file.target ?? installed[start.serves] ?? nothingInstalled,
    data: {
      sessions: file.data?.sessions ?? 0,
      sessionBytes: file.data?.sessionBytes ?? 1_000,
      recordings: file.data?.recordings ?? 0,
      recordingBytes: file.data?.recordingBytes ?? 262_144,
    },
    clients: resolveClients(file.clients ?? {}),
    administrators: resolveAdministrators(file.administrators ?? []),
    installation: { ...defaultInstallationModel, ...definedOnly(file.installation ?? {}) },
    betweenWindowsMs: Math.round((file.betweenWindowsMinutes ?? 60) * 60_000),
    operator: paceOf(file.operator ?? {}),
    clock: file.clock ?? 'skip',
    startsAtMs,
  }
}

/** If only one end is given, the default of the other gives way to it. */
function paceOf({ secondsMin, secondsMax }: NonNullable<LabFile['operator']>): OperatorPace {
  const pageMsMin = Math.round((secondsMin ?? Math.min(3, secondsMax ?? 3)) * 1_000)
  const pageMsMax = Math.round((secondsMax ?? Math.max(9, secondsMin ?? 9)) * 1_000)
  return { pageMsMin, pageMsMax }
}

const softwareOf = ({ appliances }: LabFile): Readonly<Record<ApplianceName, InstalledSoftware>> =>
  Object.fromEntries(
    Object.entries(appliances).map(([name, { base, site }]) => [name, { base, site }]),
  )

function clocksOf({ appliances }: LabFile): Pick<LabConfig, 'wrongClocks'> {
  const wrong = Object.entries(appliances).flatMap(([name, { clockAheadMinutes: minutes }]) =>
    minutes === undefined ? [] : [[name, minutes * 60_000] as const],
  )
  return wrong.length === 0 ? {} : { wrongClocks: Object.fromEntries(wrong) }
}

/** Stands in if `start` names an appliance that the lab lacks; the lab's checks refuse that. */
const nothingInstalled: InstalledSoftware = { base: '0.0', site: '0.0' }

const namedInFile = ({
  witness,
  target,
  clients,
}: LabFile): Pick<NetworkConfig, 'witness' | 'rollout' | 'licences'> => ({
  licences: resolveClients(clients ?? {}).licences,
  ...(witness === undefined ? {} : { witness }),
  ...(target === undefined ? {} : { rollout: target }),
})

function resolveNetwork(file: LabFile): NetworkConfig {
  const { dns, nat, arp, heartbeat, ...network } = file.network ?? {}
  const offices = officesOf(network.offices ?? [{ resolver: 'honour' }])
  return {
    siteHostname: file.siteHostname ?? 'support.example.com',
    sharedAddress: file.sharedAddress ?? '192.0.2.100',
    tlsPort: file.tlsPort ?? 443,
    appliances: Object.entries(file.appliances).map(([name, { hostname, address }]) => ({
      name,
      hostname,
      address,
    })),
    ...namedInFile(file),
    servedBy: startOf(file).serves,
    fencing: network.fencing ?? false,
    latencyMs: network.latencyMs ?? 1,
    swing: network.swing ?? 'shared-ip',
    publicAddress: network.publicAddress ?? '203.0.113.80',
    dns: {
      ttlMs: (dns?.ttlSeconds ?? 300) * 1_000,
      negativeTtlMs: (dns?.negativeTtlSeconds ?? 60) * 1_000,
    },
    nat: { onChange: nat?.onChange ?? 'keep' },
    arp: {
      cacheMs: (arp?.cacheSeconds ?? 60) * 1_000,
      lostAnnouncementShare: arp?.lostAnnouncementShare ?? 0,
      announcements: arp?.announcements ?? 1,
      announceEveryMs: (arp?.announceEverySeconds ?? 2) * 1_000,
    },
    heartbeat: {
      everyMs: (heartbeat?.everySeconds ?? 30) * 1_000,
      answerMs: (heartbeat?.answerSeconds ?? 30) * 1_000,
    },
    offices,
    groups: { ...network.groups, clients: offices.map((office) => office.name) },
    faults: network.faults ?? [],
    ports: definedOnly(network.ports ?? {}),
  }
}

function definedOnly<T extends object>(value: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }
}
