import { randomBytes } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { readTextFile, StartFailure } from '@understudy/lab-channel'
import { dataFolderFiles } from '@understudy/shared'

/** An appliance's folder; its content outlives the process. */
export interface DataFolder {
  readonly path: string
  readonly database: string
  /** Whether an earlier run has kept data here. */
  readonly used: boolean
  readonly blobs: string
  /** Packages, and what is unpacked of one. */
  readonly updates: string
  /** Files that administrators upload or fetch; of one run only. */
  readonly files: string
  /** Where a self-signed certificate is kept. */
  readonly certificates: string
}

/** The store's file in a data folder. */
export const databaseIn = (path: string): string => join(path, dataFolderFiles.database)

/** Creates the folder, readable only by its owner, if it does not exist. */
export function openDataFolder(path: string): DataFolder {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw new StartFailure(
      1,
      `The data folder ${path} cannot be made: ${(error as Error).message}.`,
    )
  }
  return {
    path,
    database: databaseIn(path),
    used: existsSync(join(path, dataFolderFiles.guid)),
    blobs: join(path, 'blobs'),
    updates: join(path, 'updates'),
    files: join(path, 'files'),
    certificates: join(path, 'certificate'),
  }
}

/** The appliance's GUID: the configured one, or one chosen at the first start; kept from then on. */
export function keptGuid(folder: DataFolder, configured: string | undefined): string {
  const guid = keptText(
    join(folder.path, dataFolderFiles.guid),
    () => configured ?? randomBytes(16).toString('hex'),
  )
  if (configured !== undefined && configured !== guid)
    throw new StartFailure(
      3,
      `${folder.path} belongs to the appliance ${guid}, not to ${configured}.`,
    )
  return guid
}

/**
 * The admin API's token: from that file, or chosen at the first start. Secret: kept only in its file, readable only by
 * its owner.
 */
export function adminTokenOf(folder: DataFolder, file: string | undefined): string {
  if (file !== undefined) return tokenIn(file)
  return keptText(join(folder.path, dataFolderFiles.adminToken), () =>
    randomBytes(32).toString('hex'),
  )
}

function keptText(path: string, make: () => string): string {
  if (!existsSync(path)) writeWhole(path, `${make()}\n`)
  return tokenIn(path)
}

function tokenIn(path: string): string {
  const text = readTextFile('file', path).trim()
  if (!/^[0-9a-f]{32,64}$/.test(text))
    throw new StartFailure(
      1,
      `${path}: expected 32 to 64 hex digits, found ${text.length} characters.`,
    )
  return text
}

/** Writes the file whole or not at all, even if the power goes. */
export function writeWhole(path: string, text: string): void {
  const aside = `${path}.new`
  const file = openSync(aside, 'w', 0o600)
  try {
    writeSync(file, text)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  renameSync(aside, path)
}
