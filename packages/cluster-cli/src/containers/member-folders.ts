import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { certificateFolderFiles, hostsOf, updateServerHost, witnessName } from '@understudy/shared'
import { replaceFile } from '../files/replace-file.ts'
import type { LabFolder } from '../lab/folder/lab-folder.ts'
import {
  adminTokenFile,
  applianceConfig,
  clientsConfig,
  type LabPlan,
  updateServerConfig,
  witnessConfig,
} from '../lab/processes/child-configs.ts'
import { layout } from './layout.ts'

const inMember = (file: string): string => join(layout.memberFolder, file)
const tokenFile = inMember('token')
const place = 'containers'

/**
 * Writes what each member of a lab is started with into the folder its container sees: configuration, the lab's token,
 * and an appliance's secrets. Nobody gets another's (SEC-01). `dataFolder`: where appliances keep their data in their
 * containers.
 */
export function writeMemberFolders(
  folder: LabFolder,
  plan: LabPlan,
  dataFolder: string,
  root: string = layout.memberFolders,
): void {
  // The witness's container waits where its lab has none.
  if (plan.lab.network.witness === undefined)
    rmSync(join(root, witnessName, 'config.json'), { force: true })
  for (const name of hostsOf(plan.lab)) {
    const to = join(root, name)
    mkdirSync(to, { recursive: true, mode: 0o700 })
    giveToken(folder, name, to)
    giveCertificate(folder, name, to)
    write(to, 'config.json', {
      ...((name === witnessName ? witnessConfig(folder, plan, layout.hubPort) : undefined) ??
        applianceConfig(folder, plan, name, layout.hubPort)),
      dataDir: dataFolder,
      certificateDir: inMember('certificate'),
      adminTokenFile: inMember('admin-token'),
      listenPort: layout.appliancePort,
      lab: { hubPort: layout.hubPort, tokenFile, place },
      lifeline: false,
    })
    copy(folder.tokenFile, to, 'token')
    copy(folder.caFile, to, 'ca.pem')
  }
  const updates = join(root, updateServerHost)
  write(updates, 'config.json', {
    ...updateServerConfig(folder, plan, layout.hubPort, layout.updatesPort),
    dataDir: dataFolder,
    tokenFile,
    place,
    lifeline: false,
  })
  copy(folder.tokenFile, updates, 'token')
  const to = join(root, 'clients')
  write(to, 'config.json', {
    ...clientsConfig(folder, plan, layout.hubPort),
    tokenFile,
    trust: [inMember('ca.pem')],
    place,
    lifeline: false,
  })
  copy(folder.tokenFile, to, 'token')
  copy(folder.caFile, to, 'ca.pem')
}

/**
 * The admin API tokens are chosen here, because a request at the control door is passed to the appliance with its
 * token.
 */
function giveToken(folder: LabFolder, name: string, to: string): void {
  const file = adminTokenFile(folder, name)
  mkdirSync(folder.dataFolder(name), { recursive: true, mode: 0o700 })
  if (!existsSync(file)) replaceFile(file, `${randomBytes(32).toString('hex')}\n`, 0o600)
  copy(file, to, 'admin-token')
}

function giveCertificate(folder: LabFolder, name: string, to: string): void {
  mkdirSync(join(to, 'certificate'), { recursive: true, mode: 0o700 })
  for (const file of Object.values(certificateFolderFiles))
    copy(join(folder.certificateFolder(name), file), join(to, 'certificate'), file)
}

function write(to: string, file: string, config: object): void {
  mkdirSync(to, { recursive: true, mode: 0o700 })
  replaceFile(join(to, file), `${JSON.stringify(config, null, 2)}\n`, 0o600)
}

function copy(from: string, to: string, file: string): void {
  replaceFile(join(to, file), readFileSync(from, 'utf8'), 0o600)
}
