import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileErrorOf } from '../../files/file-error.ts'
import { replaceFile } from '../../files/replace-file.ts'
import { LabError } from '../lab-error.ts'

/** Where the parts of a lab are kept; one folder per lab, readable only by its user. */
export interface LabFolder {
  readonly path: string
  readonly configFile: (process: string) => string
  readonly logFile: (process: string) => string
  /** What a process keeps. */
  readonly dataFolder: (process: string) => string
  readonly tokenFile: string
  /** What admits to its console; another one each time it is brought up. Secret. */
  readonly consoleTokenFile: string
  /** The certificate of the lab's authority, which programs from outside trust. Its key is secret. */
  readonly caFile: string
  readonly caKeyFile: string
  /** An appliance's `key.pem` and `certificate.pem`, issued by that authority. */
  readonly certificateFolder: (appliance: string) => string
  /** The key that signs dynamic DNS updates, as `nsupdate -k` reads it. Secret. */
  readonly updateKeyFile: string
  /** The DNS records and the NAT rule as edited (LAB-01). */
  readonly networkStateFile: string
  /** The lab time reached (LAB-01). */
  readonly clockFile: string
  readonly recordFile: string
  /** Why it ended, if nobody asked it to. */
  readonly ownEndFile: string
}

export function labFolderAt(path: string): LabFolder {
  return {
    path,
    configFile: (process) => join(path, 'config', `${process}.json`),
    logFile: (process) => join(path, 'logs', `${process}.log`),
    dataFolder: (process) => join(path, 'data', process),
    tokenFile: join(path, 'token'),
    consoleTokenFile: join(path, 'console-token'),
    caFile: join(path, 'ca.pem'),
    caKeyFile: join(path, 'ca-key.pem'),
    certificateFolder: (appliance) => join(path, 'certificates', appliance),
    updateKeyFile: join(path, 'dns-update.key'),
    networkStateFile: join(path, 'data', 'network.json'),
    clockFile: join(path, 'data', 'clock.json'),
    recordFile: join(path, 'lab.json'),
    ownEndFile: join(path, 'ended.txt'),
  }
}

/** The folder of a named lab of that working folder. */
export const namedLabFolder = (folder: string, name: string): LabFolder =>
  labFolderAt(join(labsFolder(folder), name))

export const labsFolder = (folder: string): string => join(folder, '.understudy', 'labs')

/** Creates whatever the folder lacks; what is there stays. */
export function makeLabFolder(folder: LabFolder): void {
  try {
    mkdirSync(folder.path, { recursive: true, mode: 0o700 })
    for (const part of ['config', 'logs', 'data'])
      mkdirSync(join(folder.path, part), { recursive: true, mode: 0o700 })
    if (existsSync(folder.tokenFile)) chmodSync(folder.tokenFile, 0o600)
    else writeFileSync(folder.tokenFile, randomBytes(32).toString('base64url'), { mode: 0o600 })
  } catch (error) {
    throw new LabError(`cannot make the lab's folder ${folder.path}: ${fileErrorOf(error)}`)
  }
}

/** The secret that lets a process take part in the lab. */
export function tokenOf(folder: LabFolder): string {
  return readFileSync(folder.tokenFile, 'utf8').trim()
}

/**
 * Writes a process's configuration and returns its file; a LabError if it cannot. It contains no secrets, only file
 * names.
 */
export function writeConfig(folder: LabFolder, process: string, config: object): string {
  const file = folder.configFile(process)
  try {
    replaceFile(file, `${JSON.stringify(config, null, 2)}\n`, 0o600)
  } catch (error) {
    throw new LabError(`cannot write ${file}: ${fileErrorOf(error)}`)
  }
  return file
}
