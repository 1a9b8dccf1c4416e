import { createHash, type Hash } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import type { LostBlobs } from '@understudy/appliance-core'
import type { BlobRef } from '@understudy/shared'
import type { BlobFiles } from './blob-files.ts'

const pieceBytes = 1024 * 1024

/**
 * Checks these recordings one after the other: their sizes, or their content too. Damaged ones are discarded, so that
 * nobody is given them and they can be fetched again.
 */
export async function checkBlobs(
  files: BlobFiles,
  blobs: readonly BlobRef[],
  depth: 'size' | 'content',
): Promise<LostBlobs> {
  const absent: string[] = []
  const damaged: string[] = []
  for (const blob of blobs) {
    const file = await files.open(blob.name)
    if (file === undefined) {
      absent.push(blob.name)
      continue
    }
    if (await isSound(file, blob, depth)) continue
    await files.discard(blob.name)
    damaged.push(blob.name)
  }
  return { absent, damaged }
}

/** Closes the file. An unreadable file counts as damaged. */
async function isSound(file: FileHandle, blob: BlobRef, depth: string): Promise<boolean> {
  try {
    if ((await file.stat()).size !== blob.sizeBytes) return false
    return depth === 'size' || (await hashOf(file, blob.sizeBytes)) === blob.name
  } catch {
    return false
  } finally {
    await file.close()
  }
}

async function hashOf(file: FileHandle, bytes: number): Promise<string> {
  const hash = createHash('sha256')
  await hashInto(hash, file, bytes)
  return hash.digest('hex')
}

/** Adds the file's first bytes to the hash, in pieces. */
export async function hashInto(hash: Hash, file: FileHandle, bytes: number): Promise<void> {
  const piece = Buffer.allocUnsafe(Math.min(bytes, pieceBytes))
  for (let at = 0; at < bytes; ) {
    const { bytesRead } = await file.read(piece, 0, Math.min(piece.length, bytes - at), at)
    if (bytesRead === 0) return
    hash.update(piece.subarray(0, bytesRead))
    at += bytesRead
  }
}
