import { createHash, randomBytes } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { DownloadedFile } from '@understudy/update-model'
import { writeWhole } from './whole-file.ts'

/** How many saved files, and how many links, are kept; the oldest give way. */
const keptMax = 100

const plainName = /^[A-Za-z0-9][A-Za-z0-9._-]{0,199}$/
const linkName = /^[0-9a-f]{32}$/

/** A link that nobody can guess. */
export const newLink = (): string => randomBytes(16).toString('hex')

/** The link of a key's files: whoever has the key has it. */
export const linkOf = (key: string): string =>
  createHash('sha256').update(key.trim()).digest('hex').slice(0, 32)

/** Packages that were downloaded: some to be uploaded by their names, some waiting at a link, once each (UPD-04). */
export class SavedFiles {
  readonly #byName: string
  readonly #byLink: string

  constructor(byName: string, byLink: string) {
    this.#byName = byName
    this.#byLink = byLink
    for (const folder of [byName, byLink]) mkdirSync(folder, { recursive: true, mode: 0o700 })
  }

  save({ file, bytes }: DownloadedFile): void {
    writeWhole(join(this.#byName, file), bytes)
    dropOldest(this.#byName)
  }

  read(file: string): Uint8Array | undefined {
    return plainName.test(file) ? readIfThere(join(this.#byName, file)) : undefined
  }

  saveAt(link: string, { file, bytes }: DownloadedFile): void {
    mkdirSync(join(this.#byLink, link), { recursive: true, mode: 0o700 })
    writeWhole(join(this.#byLink, link, file), bytes)
    dropOldest(this.#byLink)
  }

  /** What nobody has fetched yet. */
  leftAt(link: string): readonly string[] {
    return this.isLink(link)
      ? readdirSync(join(this.#byLink, link))
          .filter((file) => !file.endsWith('.part'))
          .sort()
      : []
  }

  isLink(link: string): boolean {
    return linkName.test(link) && isFolder(join(this.#byLink, link))
  }

  readAt(link: string, file: string): Uint8Array | undefined {
    return this.isLink(link) && plainName.test(file)
      ? readIfThere(join(this.#byLink, link, file))
      : undefined
  }

  /** It was fetched, whole. The link stays, so that it can say so. */
  removeAt(link: string, file: string): void {
    rmSync(join(this.#byLink, link, file), { force: true })
  }
}

function dropOldest(folder: string): void {
  const names = readdirSync(folder)
  if (names.length <= keptMax) return
  const byAge = names
    .map((name) => ({ name, atMs: statSync(join(folder, name)).mtimeMs }))
    .sort((one, other) => one.atMs - other.atMs)
  for (const { name } of byAge.slice(0, -keptMax))
    rmSync(join(folder, name), { recursive: true, force: true })
}

const isFolder = (path: string): boolean =>
  statSync(path, { throwIfNoEntry: false })?.isDirectory() === true

function readIfThere(path: string): Uint8Array | undefined {
  try {
    return readFileSync(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
