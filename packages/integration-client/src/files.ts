import { createWriteStream } from 'node:fs'
import { mkdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/** Where recordings and backups go (the File System plugin, P 7). */
export class ExtractedFiles {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
  }

  /** Written aside and renamed: a file with that name is whole. Its size in bytes. */
  async keep(name: string, content: Readable): Promise<number> {
    const path = join(this.#folder, name)
    const aside = `${path}.part`
    await mkdir(dirname(path), { recursive: true })
    try {
      await pipeline(content, createWriteStream(aside, { flush: true }))
      const { size } = await stat(aside)
      await rename(aside, path)
      return size
    } catch (error) {
      await rm(aside, { force: true })
      throw error
    }
  }
}
