import { randomBytes } from 'node:crypto'
import { createReadStream, mkdirSync, rmSync } from 'node:fs'
import { type FileHandle, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { nodeSigning } from '@understudy/certificates/signing'
import {
  type OpenedPackage,
  packageBytesMax,
  packageHeadBytesMax,
  type Refusal,
  refusal,
  vendorPrivateKeyOf,
} from '@understudy/shared'
import { type NotGenuine, PackageReader } from './read-package.ts'

type Parts = AsyncIterable<Uint8Array> | Iterable<Uint8Array>

/** The largest file that is taken. */
export const updateFileBytesMax = packageBytesMax + packageHeadBytesMax

/** A file that came in whole and is the vendor's, or why it was not kept. */
export type TakenIn =
  | { readonly ok: true; readonly file: string }
  | { readonly ok: false; readonly refusal: Refusal }

/**
 * The files of updates in an appliance's data folder: packages by name, and what is unpacked beside what runs. Nothing holds
 * more than a part of one in memory.
 */
export class UpdateFiles {
  readonly #folder: string
  /** What is still coming in; nobody goes on with it after a crash. */
  readonly #incoming: string
  readonly #vendorKey: Uint8Array

  constructor(folder: string, siteHostname: string) {
    this.#folder = folder
    this.#incoming = join(folder, 'incoming')
    this.#vendorKey = nodeSigning.publicKeyOf(vendorPrivateKeyOf(siteHostname))
    rmSync(this.#incoming, { recursive: true, force: true })
    mkdirSync(this.#incoming, { recursive: true, mode: 0o700 })
  }

  /** Durable when it resolves: whole under its name, or not there. */
  async keep(file: string, parts: Parts): Promise<void> {
    const aside = join(this.#incoming, `${file}.part`)
    try {
      await written(aside, parts)
      await rename(aside, join(this.#folder, file))
    } catch (error) {
      await rm(aside, { force: true })
      throw error
    }
    await this.#flushFolder()
  }

  /**
   * Somebody's upload, under a name of ours: judged as it comes in, and kept only if it is a package of the vendor's, whole
   * (UPD-05). Rejects where the disk or the sender fails; then nothing is kept either.
   */
  async takeIn(parts: Parts): Promise<TakenIn> {
    const file = `upload-${randomBytes(8).toString('hex')}.pkg`
    const reader = new PackageReader(this.#vendorKey)
    try {
      await this.keep(file, judged(parts, reader))
      return { ok: true, file }
    } catch (error) {
      if (error instanceof NotTaken) return { ok: false, refusal: error.refusal }
      throw error
    }
  }

  /** It was refused after all. */
  async drop(file: string): Promise<void> {
    await rm(join(this.#folder, file), { force: true })
  }

  async has(file: string): Promise<boolean> {
    return await stat(join(this.#folder, file)).then(
      (found) => found.isFile(),
      () => false,
    )
  }

  async look(file: string): Promise<OpenedPackage> {
    if (!(await this.has(file))) return { state: 'missing' }
    return (await this.#read(file)).opened
  }

  /** Lays the payload out beside what runs; answers why it could not, or null. */
  async unpack(file: string): Promise<string | null> {
    const head = (await this.has(file)) ? (await this.#read(file)).headBytes : undefined
    if (head === undefined) return `${file} is gone`
    try {
      await this.keep(
        `${file}.unpacked`,
        createReadStream(join(this.#folder, file), { start: head }) as AsyncIterable<Uint8Array>,
      )
      return null
    } catch (error) {
      return `${file} could not be unpacked: ${(error as Error).message}`
    }
  }

  /** Removes everything but these, and what is just coming in. */
  async tidy(keep: readonly string[]): Promise<void> {
    for (const found of await readdir(this.#folder, { withFileTypes: true }))
      if (found.isFile() && !keep.includes(found.name))
        await rm(join(this.#folder, found.name), { force: true })
  }

  async #read(file: string): Promise<{ opened: OpenedPackage; headBytes: number | undefined }> {
    const reader = new PackageReader(this.#vendorKey)
    const parts = createReadStream(join(this.#folder, file)) as AsyncIterable<Uint8Array>
    for await (const part of parts) {
      const opened = reader.take(part)
      if (opened !== null) return { opened, headBytes: undefined }
    }
    return { opened: reader.end(), headBytes: reader.headBytes }
  }

  async #flushFolder(): Promise<void> {
    // Windows flushes no folders.
    if (process.platform === 'win32') return
    const folder = await open(this.#folder, 'r')
    await folder.sync().finally(() => folder.close())
  }
}

/** Ends the writing of a file that is not kept. */
class NotTaken extends Error {
  readonly refusal: Refusal

  constructor(why: Refusal) {
    super(why.message)
    this.refusal = why
  }
}

/** The same parts, as long as they may become a package that is taken. */
async function* judged(parts: Parts, reader: PackageReader): AsyncGenerator<Uint8Array> {
  let bytes = 0
  for await (const part of parts) {
    bytes += part.length
    if (bytes > updateFileBytesMax) throw new NotTaken(tooLarge(bytes))
    const opened = reader.take(part)
    if (opened !== null) throw new NotTaken(refusalOf(opened))
    yield part
  }
  const opened = reader.end()
  if (opened.state !== 'genuine') throw new NotTaken(refusalOf(opened))
}

export const tooLarge = (found: number): Refusal =>
  refusal('too-large', { found, expected: updateFileBytesMax })

const refusalOf = (opened: NotGenuine): Refusal =>
  opened.state === 'damaged'
    ? refusal('package-damaged', { found: opened.found })
    : refusal('package-unsigned')

async function written(path: string, parts: Parts): Promise<void> {
  const handle = await open(path, 'w', 0o600)
  try {
    for await (const part of parts) await writeAll(handle, part)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function writeAll(handle: FileHandle, part: Uint8Array): Promise<void> {
  for (let at = 0; at < part.length; )
    at += (await handle.write(part, at, part.length - at)).bytesWritten
}
