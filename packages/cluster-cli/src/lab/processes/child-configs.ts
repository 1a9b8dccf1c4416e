import { join } from 'node:path'
import { type ApplianceName, createRandom, type LabConfig, siteTermsOf } from '@understudy/shared'
import type { LabFolder } from '../folder/lab-folder.ts'
import type { LabDoors } from './lab-doors.ts'

/** What all processes of one lab are made from. */
export interface LabPlan {
  readonly lab: LabConfig
  readonly seed: string
  /** Who must have joined before the lab's clock jumps for the first time. */
  readonly participants: readonly string[]
}

/** `preferredPorts`: for doors that the lab file gives none, where these are free. */
export function networkConfig(
  folder: LabFolder,
  { lab, seed, participants }: LabPlan,
  preferredPorts: LabDoors['ports'],
): object {
  return {
    hubPort: 0,
    tokenFile: folder.tokenFile,
    tsigKeyFile: folder.updateKeyFile,
    stateFile: folder.networkStateFile,
    lab,
    participants,
    seed,
    preferredPorts,
    lifeline: true,
  }
}

/** A fresh box: only its own address is enabled. Which one takes the shared address is an operation. */
export function applianceConfig(
  folder: LabFolder,
  { lab, seed }: LabPlan,
  name: ApplianceName,
  hubPort: number,
): object {
  const { network } = lab
  const own = network.appliances.find((appliance) => appliance.name === name)
  return {
    name,
    guid: createRandom(seed).fork(`guid/${name}`).hex(32),
    hostname: own?.hostname,
    siteHostname: network.siteHostname,
    tlsPort: network.tlsPort,
    addresses: [
      { address: own?.address, shared: false, enabled: true },
      { address: network.sharedAddress, shared: true, enabled: false },
    ],
    software: lab.software[name],
    installation: lab.installation,
    site: siteTermsOf(lab.clients),
    certificateDir: folder.certificateFolder(name),
    dataDir: folder.dataFolder(name),
    lab: { hubPort, tokenFile: folder.tokenFile },
    seed: `${seed}/${name}`,
    lifeline: true,
  }
}

export function clientsConfig(folder: LabFolder, { lab, seed }: LabPlan, hubPort: number): object {
  const { siteHostname, appliances, offices } = lab.network
  return {
    hubPort,
    tokenFile: folder.tokenFile,
    siteHostname,
    clients: lab.clients,
    appliances,
    offices: offices.map((office) => office.name),
    siteVersion: lab.software.a.site,
    targetVersion: lab.target.site,
    seed,
    trust: [folder.caFile],
    lifeline: true,
  }
}

/** What admits to an appliance's admin API. */
export const adminTokenFile = (folder: LabFolder, name: ApplianceName): string =>
  join(folder.dataFolder(name), 'admin-token')
