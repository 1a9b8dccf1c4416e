import { readFileSync } from 'node:fs'
import { loopback } from '@understudy/lab-channel'
import { type ApplianceName, type LabConfig, witnessName } from '@understudy/shared'
import { fileErrorOf } from '../files/file-error.ts'
import type { LabFolder } from '../lab/folder/lab-folder.ts'
import { LabError } from '../lab/lab-error.ts'
import { adminTokenFile } from '../lab/processes/child-configs.ts'
import type { ApplianceAccess } from './admin-api.ts'

/** How to reach a started lab's appliances, and its witness, and what to trust; `portOf` says by which route. */
export function applianceAccesses(
  folder: LabFolder,
  lab: Pick<LabConfig, 'network'>,
  portOf: (name: ApplianceName, hostname: string) => number | undefined,
  hostOf: (name: ApplianceName) => string = () => loopback.host,
): readonly ApplianceAccess[] {
  const { appliances, witness } = lab.network
  const hosts =
    witness === undefined ? appliances : [...appliances, { name: witnessName, ...witness }]
  return hosts.map(({ name, hostname }) => ({
    name,
    hostname,
    host: hostOf(name),
    port: () => portOf(name, hostname),
    certificate: read(folder.caFile),
    token: read(adminTokenFile(folder, name)).trim(),
  }))
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new LabError(`cannot read ${file}: ${fileErrorOf(error)}`)
  }
}
