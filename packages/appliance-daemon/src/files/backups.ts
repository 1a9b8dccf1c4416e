import { setImmediate } from 'node:timers/promises'
import {
  type ApplianceEffect,
  type ApplianceInput,
  BackupFile,
  backupBytes,
  type ChunkSeal,
  type Store,
} from '@understudy/appliance-core'
import { findBackupKey, makeBackupKey, nodeCodec } from '@understudy/appliance-store/backup-keys'
import { type Refusal, refusal } from '@understudy/shared'
import type { FileArea } from './file-area.ts'
import { fileRefusalOf } from './file-refusal.ts'

type Written = Extract<ApplianceInput, { kind: 'backup-written' }>
type Read = Extract<ApplianceInput, { kind: 'backup-read' }>

/** Writes the file of a backup, a piece at a time: other work goes on between two. */
export async function writeBackup(
  store: Store,
  files: FileArea,
  { request, plan, passphrase }: Extract<ApplianceEffect, { kind: 'write-backup' }>,
): Promise<Written> {
  const key = passphrase === null ? null : await makeBackupKey(passphrase)
  try {
    const held = await files.put(backupBytes(store, plan, key, nodeCodec))
    return { kind: 'backup-written', request, ...held }
  } catch (error) {
    return { kind: 'backup-written', request, refusal: fileRefusalOf(error) }
  }
}

/**
 * Reads the file of a backup whole and checks it, a chunk at a time. `deliver` hands it to the core, which reads it once
 * more in that very call; the file is closed afterwards.
 */
export async function readBackup(
  files: FileArea,
  appliance: string,
  { request, file, passphrase }: Extract<ApplianceEffect, { kind: 'read-backup' }>,
  deliver: (input: Read) => void,
): Promise<void> {
  const refuse = (why: Refusal): void => deliver({ kind: 'backup-read', request, refusal: why })
  const source = files.openSource(file)
  if (source === undefined) {
    refuse(refusal('no-such-file', { appliance, found: file }))
    return
  }
  try {
    const opened = BackupFile.open(() => source.source(), nodeCodec)
    if (!(opened instanceof BackupFile)) return refuse(opened)
    const seal = await sealOf(opened, passphrase)
    if ('code' in seal) return refuse(seal)
    const contents = await inspected(opened, seal)
    if ('code' in contents) return refuse(contents)
    const pieces = () => opened.pieces(seal)
    deliver({ kind: 'backup-read', request, backup: { head: opened.head, contents, pieces } })
  } finally {
    source.close()
  }
}

async function sealOf(file: BackupFile, passphrase: string | null): Promise<ChunkSeal | Refusal> {
  const opening = file.opening(passphrase)
  if (!('sealing' in opening)) return opening
  return file.sealBy(await findBackupKey(opening.passphrase, opening.sealing))
}

async function inspected(file: BackupFile, seal: ChunkSeal) {
  const inspection = file.inspect(seal)
  for (;;) {
    const step = inspection.next()
    if (step.done === true) return step.value
    await setImmediate()
  }
}
