import { mkdirSync } from 'node:fs'
import { open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { nodeSigning } from '@understudy/certificates/signing'
import {
  type OpenedPackage,
  openPackage,
  readPackageHead,
  vendorPrivateKeyOf,
} from '@understudy/shared'

/** The files of updates in an appliance's data folder: packages by name, and what is unpacked beside what runs. */
export class UpdateFiles {
  readonly #folder: string
  readonly #vendorKey: Uint8Array

  constructor(folder: string, siteHostname: string) {
    this.#folder = folder
    this.#vendorKey = nodeSigning.publicKeyOf(vendorPrivateKeyOf(siteHostname))
    mkdirSync(folder, { recursive: true, mode: 0o700 })
  }

  /** Durable when it resolves: whole under its name, or not there. */
  async keep(file: string, bytes: Uint8Array): Promise<void> {
    const aside = join(this.#folder, `${file}.part`)
    await writeFile(aside, bytes, { mode: 0o600, flush: true })
    await rename(aside, join(this.#folder, file))
    await this.#flushFolder()
  }

  /** Undefined = there is no such file. */
  async read(file: string): Promise<Uint8Array | undefined> {
    return readFile(join(this.#folder, file)).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined
      throw error
    })
  }

  async look(file: string): Promise<OpenedPackage> {
    const bytes = await this.read(file)
    if (bytes === undefined) return { state: 'missing' }
    return openPackage(bytes, nodeSigning, this.#vendorKey)
  }

  /** Lays the payload out beside what runs; answers why it could not, or null. */
  async unpack(file: string): Promise<string | null> {
    const bytes = await this.read(file)
    const head = bytes === undefined ? 'damaged' : readPackageHead(bytes)
    if (bytes === undefined || typeof head === 'string') return `${file} is gone`
    try {
      await this.keep(`${file}.unpacked`, bytes.subarray(head.headBytes))
      return null
    } catch (error) {
      return `${file} could not be unpacked: ${(error as Error).message}`
    }
  }

  /** Removes everything but these. */
  async tidy(keep: readonly string[]): Promise<void> {
    for (const file of await readdir(this.#folder))
      if (!keep.includes(file)) await rm(join(this.#folder, file), { force: true })
  }

  async #flushFolder(): Promise<void> {
    // Windows flushes no folders.
    if (process.platform === 'win32') return
    const folder = await open(this.#folder, 'r')
    await folder.sync().finally(() => folder.close())
  }
}
