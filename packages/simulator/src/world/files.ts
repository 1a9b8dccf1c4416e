import {
  type ApplianceEffect,
  type ApplianceInput,
  BackupFile,
  type BackupKey,
  backupBytes,
  type ChunkSeal,
  type Sealing,
  type Store,
  type TextCodec,
} from '@understudy/appliance-core'
import { limits, type Refusal, refusal } from '@understudy/shared'

/** What the files of a world need that is not pure; without it, nobody there can use a passphrase. */
export interface FileCrypto {
  readonly codec: TextCodec
  readonly keys: {
    make(passphrase: string): BackupKey
    find(passphrase: string, sealing: Sealing): BackupKey | undefined
  }
}

/** The files that one appliance's process holds, as the daemon's: the newest few, gone with the process. */
export class Files {
  readonly #held = new Map<string, Uint8Array>()
  #count = 0

  put(bytes: Uint8Array): string {
    this.#count += 1
    const file = `file-${this.#count}`
    this.#held.set(file, bytes)
    for (const old of [...this.#held.keys()].slice(0, -limits.filesMax)) this.#held.delete(old)
    return file
  }

  get(file: string): Uint8Array | undefined {
    return this.#held.get(file)
  }
}

/** What comes of an effect that writes or reads a backup. */
export const backupInputOf = (
  effect: Extract<ApplianceEffect, { kind: 'write-backup' | 'read-backup' }>,
  store: Store,
  files: Files,
  crypto: FileCrypto,
  appliance: string,
): ApplianceInput =>
  effect.kind === 'write-backup'
    ? writeBackup(store, files, crypto, effect)
    : readBackup(files, appliance, crypto, effect)

function writeBackup(
  store: Store,
  files: Files,
  { codec, keys }: FileCrypto,
  { request, plan, passphrase }: Extract<ApplianceEffect, { kind: 'write-backup' }>,
): Extract<ApplianceInput, { kind: 'backup-written' }> {
  const key = passphrase === null ? null : keys.make(passphrase)
  const bytes = joined([...backupBytes(store, plan, key, codec)])
  return { kind: 'backup-written', request, file: files.put(bytes), sizeBytes: bytes.length }
}

function readBackup(
  files: Files,
  appliance: string,
  { codec, keys }: FileCrypto,
  { request, file, passphrase }: Extract<ApplianceEffect, { kind: 'read-backup' }>,
): Extract<ApplianceInput, { kind: 'backup-read' }> {
  const refuse = (why: Refusal) => ({ kind: 'backup-read', request, refusal: why }) as const
  const bytes = files.get(file)
  if (bytes === undefined) return refuse(refusal('no-such-file', { appliance, found: file }))
  const opened = BackupFile.open(() => sourceOf(bytes), codec)
  if (!(opened instanceof BackupFile)) return refuse(opened)
  const seal = sealOf(opened, passphrase, keys)
  if ('code' in seal) return refuse(seal)
  const contents = ended(opened.inspect(seal))
  if ('code' in contents) return refuse(contents)
  const pieces = () => opened.pieces(seal)
  return { kind: 'backup-read', request, backup: { head: opened.head, contents, pieces } }
}

function sealOf(
  file: BackupFile,
  passphrase: string | null,
  keys: FileCrypto['keys'],
): ChunkSeal | Refusal {
  const opening = file.opening(passphrase)
  if (!('sealing' in opening)) return opening
  return file.sealBy(keys.find(opening.passphrase, opening.sealing))
}

function ended<T>(steps: Generator<void, T>): T {
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
  }
}

export function sourceOf(bytes: Uint8Array): { read(length: number): Uint8Array } {
  let at = 0
  return {
    read(length) {
      const part = bytes.subarray(at, at + length)
      at += part.length
      return part
    },
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
