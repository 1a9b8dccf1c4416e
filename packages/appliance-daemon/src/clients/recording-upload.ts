import { createHash, type Hash } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import type { BlobRef } from '@understudy/shared'
import type { BlobFiles } from '../blobs/blob-files.ts'

/** A recording on its way from a client to the disk. */
export class RecordingUpload {
  readonly lsid: string
  readonly sizeBytes: number
  readonly #files: BlobFiles
  readonly #hash: Hash = createHash('sha256')
  readonly #opened: Promise<{ readonly path: string; readonly file: FileHandle }>
  #written: Promise<unknown>
  #receivedBytes = 0

  constructor(files: BlobFiles, lsid: string, sizeBytes: number) {
    this.lsid = lsid
    this.sizeBytes = sizeBytes
    this.#files = files
    this.#opened = files.openNew()
    this.#written = this.#opened
  }

  get missingBytes(): number {
    return this.sizeBytes - this.#receivedBytes
  }

  /** Resolves when they are written: then the sender may send more. */
  add(bytes: Buffer): Promise<unknown> {
    this.#hash.update(bytes)
    this.#receivedBytes += bytes.length
    this.#written = Promise.all([this.#opened, this.#written]).then(([{ file }]) =>
      file.write(bytes),
    )
    return this.#written
  }

  /** All bytes have come: resolves when they are durable under their name. */
  async store(): Promise<BlobRef> {
    const { path, file } = await this.#opened
    await this.#written
    const name = this.#hash.digest('hex')
    await this.#files.publish([{ name, path, file }])
    return { name, sizeBytes: this.sizeBytes }
  }

  /** The client left before the end. */
  async discard(): Promise<void> {
    const { path, file } = await this.#opened
    await this.#written
    await file.close()
    await this.#files.removeNew(path)
  }
}
