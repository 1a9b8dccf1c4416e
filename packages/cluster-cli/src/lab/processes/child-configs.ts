import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  type ApplianceConfig,
  type ApplianceName,
  applianceConfigOf,
  dataFolderFiles,
  type LabConfig,
  type NetworkBirth,
  networkConfigOf,
  type PopulationConfig,
  populationConfigOf,
  type UpdateServerBirth,
  updateServerBirthOf,
  updateServerHost,
  type WitnessBirth,
  witnessConfigOf,
  witnessName,
} from '@understudy/shared'
import type { LabFolder } from '../folder/lab-folder.ts'
import type { LabDoors } from './lab-doors.ts'

/** What all processes of one lab are made from. */
export interface LabPlan {
  readonly lab: LabConfig
  readonly seed: string
  /** Who must have joined before the lab's clock first jumps. */
  readonly participants: readonly string[]
}

/** For every process of a lab: it ends when its standard input does. */
interface Kept {
  readonly lifeline: true
}

/** What the network's process is started with. */
export interface NetworkProcessConfig extends Kept, NetworkBirth {
  readonly hubPort: number
  readonly tokenFile: string
  readonly tsigKeyFile: string
  readonly stateFile: string
  readonly clockFile: string
  readonly participants: readonly string[]
  readonly preferredPorts: LabDoors['ports']
}

/** What every process that is a host of the lab is started with. */
interface HostProcess extends Kept {
  readonly certificateDir: string
  readonly dataDir: string
  readonly lab: { readonly hubPort: number; readonly tokenFile: string }
}

/** What an appliance's process is started with. */
export interface ApplianceProcessConfig extends HostProcess, ApplianceConfig {
  readonly seed: string
}

/** What the witness's process is started with. It has no GUID of its own that anybody knows it by. */
export interface WitnessProcessConfig extends HostProcess, WitnessBirth {
  readonly runs: 'witness'
}

/** What the clients' process is started with. */
export interface ClientsProcessConfig extends Kept, PopulationConfig {
  readonly hubPort: number
  readonly tokenFile: string
  readonly trust: readonly string[]
}

/** What the update server's process is started with. */
export interface UpdateServerProcessConfig extends Kept, UpdateServerBirth {
  readonly hubPort: number
  readonly tokenFile: string
  readonly dataDir: string
  readonly doorPort: number
}

export type ProcessConfig =
  | NetworkProcessConfig
  | ApplianceProcessConfig
  | WitnessProcessConfig
  | ClientsProcessConfig
  | UpdateServerProcessConfig

/** `preferredPorts`: for doors without a port in the lab file, if these are free. */
export const networkConfig = (
  folder: LabFolder,
  { lab, seed, participants }: LabPlan,
  preferredPorts: LabDoors['ports'],
): NetworkProcessConfig => ({
  ...networkConfigOf(lab, seed),
  hubPort: 0,
  tokenFile: folder.tokenFile,
  tsigKeyFile: folder.updateKeyFile,
  stateFile: folder.networkStateFile,
  clockFile: folder.clockFile,
  participants,
  preferredPorts,
  lifeline: true,
})

export const applianceConfig = (
  folder: LabFolder,
  { lab, seed }: LabPlan,
  name: ApplianceName,
  hubPort: number,
): ApplianceProcessConfig => ({
  ...applianceConfigOf(lab, name, seed),
  ...keptGuid(folder, name),
  ...hostProcess(folder, name, hubPort),
  seed: `${seed}/${name}`,
})

/** undefined = the lab has no witness. */
export function witnessConfig(
  folder: LabFolder,
  { lab }: LabPlan,
  hubPort: number,
): WitnessProcessConfig | undefined {
  const born = witnessConfigOf(lab)
  if (born === undefined) return undefined
  return { ...born, runs: 'witness', ...hostProcess(folder, witnessName, hubPort) }
}

const hostProcess = (folder: LabFolder, name: string, hubPort: number): HostProcess => ({
  certificateDir: folder.certificateFolder(name),
  dataDir: folder.dataFolder(name),
  lab: { hubPort, tokenFile: folder.tokenFile },
  lifeline: true,
})

export const clientsConfig = (
  folder: LabFolder,
  { lab, seed }: LabPlan,
  hubPort: number,
): ClientsProcessConfig => ({
  ...populationConfigOf(lab, seed),
  hubPort,
  tokenFile: folder.tokenFile,
  trust: [folder.caFile],
  lifeline: true,
})

/** `doorPort`: where its door for curl was before; 0 = any. */
export const updateServerConfig = (
  folder: LabFolder,
  { lab }: LabPlan,
  hubPort: number,
  doorPort: number,
): UpdateServerProcessConfig => ({
  ...updateServerBirthOf(lab),
  hubPort,
  tokenFile: folder.tokenFile,
  dataDir: folder.dataFolder(updateServerHost),
  doorPort,
  lifeline: true,
})

/**
 * An appliance that has run keeps its GUID, whatever the seed draws now: its log and its peer know it by that (LAB-01).
 */
function keptGuid(folder: LabFolder, name: ApplianceName): { readonly guid?: string } {
  const file = join(folder.dataFolder(name), dataFolderFiles.guid)
  return existsSync(file) ? { guid: readFileSync(file, 'utf8').trim() } : {}
}

/** The file with the token for the admin API of an appliance, or of the witness. */
export const adminTokenFile = (folder: LabFolder, name: ApplianceName): string =>
  join(folder.dataFolder(name), dataFolderFiles.adminToken)
