import { randomBytes } from 'node:crypto'
import { closeSync, mkdirSync, openSync, readdirSync, readSync, unlinkSync } from 'node:fs'
import { type FileHandle, open, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { ByteSource } from '@understudy/appliance-core'
import { limits } from '@understudy/shared'
import { type FindRoom, findRoom, whileThereIsRoom } from './room-on-disk.ts'

export interface HeldFile {
  readonly file: string
  readonly sizeBytes: number
}

/**
 * Files that administrators have uploaded or may fetch. None outlives the process, and a new one pushes out the oldest:
 * their number is bounded, their size only by the disk, of which they leave some to the appliance.
 */
export class FileArea {
  readonly #folder: string
  readonly #room: () => Promise<number>
  /** From oldest to newest. */
  readonly #held = new Map<string, number>()

  /** `room`: how many bytes a file may have there. Default: what the disk has, but for what the appliance needs. */
  constructor(folder: string, room: FindRoom = findRoom) {
    this.#folder = folder
    this.#room = () => room(folder)
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    for (const left of readdirSync(folder)) unlinkSync(join(folder, left))
  }

  /**
   * Stores what comes, piece by piece; `announcedBytes`: how much that will be, as far as it is known. Rejects, and keeps nothing,
   * where the disk or the source fails; with `NoRoom` where the disk would get too full.
   */
  async put(
    parts: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
    announcedBytes = 0,
  ): Promise<HeldFile> {
    const file = randomBytes(16).toString('hex')
    const path = join(this.#folder, file)
    const handle = await open(path, 'wx', 0o600)
    try {
      const fitting = whileThereIsRoom(parts, announcedBytes, this.#room)
      const sizeBytes = await writeAll(handle, fitting)
      await handle.close()
      this.#held.set(file, sizeBytes)
      await this.#dropOldest()
      return { file, sizeBytes }
    } catch (error) {
      await handle.close()
      await unlink(path)
      throw error
    }
  }

  /** To be sent; undefined = there is no such file. Whoever opens it closes it. */
  async open(file: string): Promise<{ handle: FileHandle; sizeBytes: number } | undefined> {
    const sizeBytes = this.#held.get(file)
    if (sizeBytes === undefined) return undefined
    return { handle: await open(join(this.#folder, file), 'r'), sizeBytes }
  }

  /** Reads it from its beginning, as often as asked, until it is closed. */
  openSource(file: string): OpenSource | undefined {
    return this.#held.has(file) ? new OpenSource(join(this.#folder, file)) : undefined
  }

  async #dropOldest(): Promise<void> {
    for (const file of [...this.#held.keys()].slice(0, -limits.filesMax)) {
      this.#held.delete(file)
      await unlink(join(this.#folder, file))
    }
  }
}

/** A call for each small part would cost more than its bytes. */
const writeBytes = 256 * 1024

async function writeAll(handle: FileHandle, parts: AsyncIterable<Uint8Array>): Promise<number> {
  const gathered = Buffer.allocUnsafeSlow(writeBytes)
  let gatheredBytes = 0
  let sizeBytes = 0
  const flush = async (): Promise<void> => {
    for (let at = 0; at < gatheredBytes; )
      at += (await handle.write(gathered, at, gatheredBytes - at)).bytesWritten
    gatheredBytes = 0
  }
  for await (const part of parts) {
    for (let at = 0; at < part.length; ) {
      const room = Math.min(part.length - at, writeBytes - gatheredBytes)
      gathered.set(part.subarray(at, at + room), gatheredBytes)
      gatheredBytes += room
      at += room
      if (gatheredBytes === writeBytes) await flush()
    }
    sizeBytes += part.length
  }
  await flush()
  return sizeBytes
}

/** Held open, so that it stays the same file even if a newer one pushes it out. */
export class OpenSource {
  readonly #descriptor: number

  constructor(path: string) {
    this.#descriptor = openSync(path, 'r')
  }

  source(): ByteSource {
    let position = 0
    return {
      read: (length) => {
        const bytes = Buffer.allocUnsafe(length)
        let at = 0
        for (let count = -1; count !== 0 && at < length; at += count) {
          count = readSync(this.#descriptor, bytes, at, length - at, position)
          position += count
        }
        return bytes.subarray(0, at)
      },
    }
  }

  close(): void {
    closeSync(this.#descriptor)
  }
}
