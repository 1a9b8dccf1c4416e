import type { InstalledSoftware } from '../versions/catalogue.ts'
import { defaultInstallationModel, type InstallationModel } from '../versions/duration.ts'
import type { LabFile } from './lab-file.ts'
import type { NetworkMap } from './network-map.ts'

export type ApplianceName = 'a' | 'b'
export const applianceNames: readonly ApplianceName[] = ['a', 'b']

/** A lab, complete: what {@link resolveLab} makes of a {@link LabFile}. */
export interface LabConfig {
  readonly name: string
  readonly network: NetworkMap & { readonly fencing: boolean; readonly latencyMs: number }
  readonly software: Readonly<Record<ApplianceName, InstalledSoftware>>
  readonly target: InstalledSoftware
  readonly data: {
    readonly sessions: number
    readonly sessionBytes: number
    readonly recordings: number
    readonly recordingBytes: number
  }
  readonly clients: ClientsConfig
  readonly installation: InstallationModel
  readonly betweenWindowsMs: number
  readonly clock: ClockMode
  readonly startsAtMs: number
}

export interface ClientsConfig {
  readonly representatives: number
  readonly sessionEveryMs: number
  readonly sessionLengthMs: number
  readonly recordedShare: number
  readonly recordingBytes: number
  readonly probeEveryMs: number
}

export type ClockMode = 'skip' | 'realtime' | number

/** Saturday, 3 November 2012, 22:00 UTC: a quiet hour, when Bomgar 12.2 was current. */
const defaultStartsAtMs = 1_351_980_000_000

/** Fills in every default. `startsAtMs` is the parsed `startsAt`, which pure code cannot parse. */
export function resolveLab(file: LabFile, startsAtMs: number = defaultStartsAtMs): LabConfig {
  const { a, b } = file.appliances
  return {
    name: file.name ?? 'lab',
    network: {
      siteHostname: file.siteHostname ?? 'support.example.com',
      sharedAddress: file.sharedAddress ?? '192.0.2.100',
      tlsPort: file.tlsPort ?? 443,
      appliances: [
        { name: 'a', hostname: a.hostname, address: a.address },
        { name: 'b', hostname: b.hostname, address: b.address },
      ],
      fencing: file.network?.fencing ?? false,
      latencyMs: file.network?.latencyMs ?? 1,
    },
    software: { a: { base: a.base, site: a.site }, b: { base: b.base, site: b.site } },
    target: file.target ?? { base: a.base, site: a.site },
    data: {
      sessions: file.data?.sessions ?? 0,
      sessionBytes: file.data?.sessionBytes ?? 1_000,
      recordings: file.data?.recordings ?? 0,
      recordingBytes: file.data?.recordingBytes ?? 262_144,
    },
    clients: {
      representatives: file.clients?.representatives ?? 20,
      sessionEveryMs: file.clients?.sessionEveryMs ?? 10_000,
      sessionLengthMs: file.clients?.sessionLengthMs ?? 60_000,
      recordedShare: file.clients?.recordedShare ?? 0.2,
      recordingBytes: file.clients?.recordingBytes ?? 65_536,
      probeEveryMs: file.clients?.probeEveryMs ?? 5_000,
    },
    installation: { ...defaultInstallationModel, ...definedOnly(file.installation ?? {}) },
    betweenWindowsMs: Math.round((file.betweenWindowsMinutes ?? 60) * 60_000),
    clock: file.clock ?? 'skip',
    startsAtMs,
  }
}

function definedOnly<T extends object>(value: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }
}
