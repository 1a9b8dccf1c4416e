import { createHash, type Hash } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import type { BlobRef } from '@understudy/shared'
import type { BlobFiles, StagedBlob } from '../blobs/blob-files.ts'

/** One blob being received: hashed as it comes, written in the background, resumed from what is here. */
export class IncomingBlob {
  readonly name: string
  readonly sizeBytes: number
  readonly #files: BlobFiles
  readonly #hash: Hash = createHash('sha256')
  #file: Promise<FileHandle> | undefined
  #written: Promise<unknown> = Promise.resolve()
  #offset = 0

  constructor(files: BlobFiles, blob: BlobRef) {
    files.hold(blob.name)
    this.#files = files
    this.name = blob.name
    this.sizeBytes = blob.sizeBytes
  }

  /** Where the peer must continue from. */
  get offset(): number {
    return this.#offset
  }

  get isComplete(): boolean {
    return this.#offset === this.sizeBytes
  }

  /** Reads back what an earlier transfer has left. */
  async resume(): Promise<void> {
    const left = this.#files.partBytes(this.name)
    if (left === 0) return
    const file = await this.#open()
    if (left > this.sizeBytes) {
      await file.truncate(0)
      return
    }
    const piece = Buffer.allocUnsafe(Math.min(left, 1024 * 1024))
    while (this.#offset < left) {
      const { bytesRead } = await file.read(piece, 0, piece.length, this.#offset)
      if (bytesRead === 0) return
      this.#hash.update(piece.subarray(0, bytesRead))
      this.#offset += bytesRead
    }
  }

  /** The next bytes, which begin at `offset`. Keeps them until they are written. */
  add(bytes: Buffer): void {
    const at = this.#offset
    this.#hash.update(bytes)
    this.#offset += bytes.length
    this.#written = Promise.all([this.#open(), this.#written]).then(([file]) =>
      file.write(bytes, 0, bytes.length, at),
    )
    // A failure shows up where the file is finished or put away.
    this.#written.catch(() => undefined)
  }

  /** All bytes are here: returns the staged file if they are right; otherwise undefined, and leaves no trace. */
  async finish(): Promise<StagedBlob | undefined> {
    const file = await this.#open()
    await this.#written
    if (this.#hash.digest('hex') === this.name)
      return { name: this.name, path: this.#files.partPath(this.name), file }
    await file.truncate(0)
    await file.close()
    this.#files.notePart(this.name, 0)
    this.#files.release(this.name)
    return undefined
  }

  /** Keeps what is here for the next attempt. */
  async putAway(): Promise<void> {
    if (this.#file !== undefined) {
      const file = await this.#file
      await this.#written.catch(() => undefined)
      const { size } = await file.stat()
      await file.close()
      this.#files.notePart(this.name, size)
    }
    this.#files.release(this.name)
  }

  #open(): Promise<FileHandle> {
    this.#file ??= this.#files.openPart(this.name)
    return this.#file
  }
}
