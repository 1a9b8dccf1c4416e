import { createHash } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import type { LostBlobs } from '@understudy/appliance-core'
import type { Work } from '@understudy/lab-channel'
import { type LinkMessageNamed, limits, refusal } from '@understudy/shared'
import type { BlobFiles } from '../blobs/blob-files.ts'
import { hashInto } from '../blobs/check-blobs.ts'
import type { LinkSocket } from './link-socket.ts'

type BlobGet = LinkMessageNamed<'blob-get'>

/** How much may be unsent in this process before the next piece is read. */
const bufferedBytesMax = 4 * 1024 * 1024
/** A peer has far fewer gets outstanding; more is a flood. */
const waitingGetsMax = 1_024

/**
 * Answers the peer's `blob-get`s on one link, one after the other, each to the blob's end. The last piece is sent only
 * if all of them match the blob's hash: a damaged blob counts as absent, for the peer and, through `onLost`, for this
 * appliance.
 */
export class BlobSender {
  readonly #link: LinkSocket
  readonly #files: BlobFiles
  readonly #work: Work
  readonly #waiting: BlobGet[] = []
  #running = false
  #stopped = false
  #onRoom: (() => void) | undefined
  readonly #onLost: (lost: LostBlobs) => void

  constructor(link: LinkSocket, files: BlobFiles, work: Work, onLost: (lost: LostBlobs) => void) {
    this.#link = link
    this.#files = files
    this.#work = work
    this.#onLost = onLost
  }

  get(message: BlobGet): void {
    if (this.#waiting.length >= waitingGetsMax) {
      const found = 'another one'
      this.#link.refuse(
        refusal('protocol-error', { expected: `at most ${waitingGetsMax} gets`, found }),
      )
      return
    }
    this.#waiting.push(message)
    if (!this.#running) void this.#run()
  }

  /** The link is gone. */
  stop(): void {
    this.#stopped = true
    this.#waiting.length = 0
    this.#onRoom?.()
  }

  async #run(): Promise<void> {
    this.#running = true
    this.#work.begin()
    for (let get = this.#waiting.shift(); get !== undefined; get = this.#waiting.shift())
      await this.#answer(get)
    this.#work.end()
    this.#running = false
  }

  async #answer({ name, offset, bytesPerSecond }: BlobGet): Promise<void> {
    try {
      const file = await this.#files.open(name)
      if (file === undefined) {
        this.#link.send({ type: 'blob-absent', name })
        this.#onLost({ absent: [name], damaged: [] })
        return
      }
      let isSound: boolean
      try {
        isSound = await this.#sendFrom(file, name, offset, bytesPerSecond ?? null)
      } finally {
        await file.close()
      }
      if (isSound) return
      await this.#files.discard(name)
      this.#link.send({ type: 'blob-absent', name })
      this.#onLost({ absent: [], damaged: [name] })
    } catch (error) {
      // The disk failed for this blob: the peer counts it as absent and will ask again.
      this.#link.send({ type: 'blob-absent', name })
      process.emitWarning(`recording ${name} cannot be read: ${(error as Error).message}`)
    }
  }

  /** Whether the file is the blob; if not, the peer has not been sent all of it. */
  async #sendFrom(
    file: FileHandle,
    name: string,
    from: number,
    bytesPerSecond: number | null,
  ): Promise<boolean> {
    const chunkBytes = Math.min(limits.blobChunkBytes, bytesPerSecond ?? limits.blobChunkBytes)
    const { size: sizeBytes } = await file.stat()
    let offset = Math.min(from, sizeBytes)
    const hash = createHash('sha256')
    await hashInto(hash, file, offset)
    do {
      const wanted = Math.min(chunkBytes, sizeBytes - offset)
      const bytes = Buffer.allocUnsafe(wanted)
      const { bytesRead } = await file.read(bytes, 0, wanted, offset)
      if (this.#stopped) return true
      hash.update(bytes.subarray(0, bytesRead))
      if (offset + bytesRead >= sizeBytes && hash.digest('hex') !== name) return false
      this.#link.send(
        { type: 'blob-chunk', name, offset, sizeBytes, bytes: bytes.subarray(0, bytesRead) },
        () => this.#onRoom?.(),
      )
      offset += bytesRead
      if (bytesPerSecond !== null) await this.#pause((bytesRead / bytesPerSecond) * 1_000)
      await this.#room()
      if (bytesRead === 0) return true
    } while (offset < sizeBytes && !this.#stopped)
    return true
  }

  /** The asker's bandwidth limit (SYN-05). Bytes take real time, so this does too. */
  async #pause(ms: number): Promise<void> {
    if (this.#stopped) return
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms)
      this.#onRoom = () => {
        if (!this.#stopped) return
        clearTimeout(timer)
        resolve()
      }
    })
    this.#onRoom = undefined
  }

  /** Waits until the link has taken enough, so that a peer that does not read cannot fill our memory. */
  async #room(): Promise<void> {
    while (!this.#stopped && this.#link.bufferedBytes > bufferedBytesMax) {
      // Waiting for the network is not work: the lab's clock must not hang on a cut cable.
      this.#work.end()
      await new Promise<void>((resolve) => {
        this.#onRoom = resolve
      })
      this.#work.begin()
      this.#onRoom = undefined
    }
  }
}
