import { existsSync, mkdirSync, readdirSync, rmSync, statSync, unlinkSync } from 'node:fs'
import { type FileHandle, mkdir, open, rename, unlink } from 'node:fs/promises'
import { join } from 'node:path'

/** A complete file written aside, with the content its name says; {@link BlobFiles.publish} makes it durable. */
export interface StagedBlob {
  readonly name: string
  readonly path: string
  readonly file: FileHandle
}

interface Hold {
  readonly released: Promise<void>
  readonly release: () => void
}

/**
 * Recordings as files: `<folder>/<first 2 hex digits>/<SHA-256>`, complete and durable or not there at all. Unfinished
 * ones lie in `<folder>/incoming`: `<SHA-256>.part` can be resumed, `*.new` is worthless after a crash.
 */
export class BlobFiles {
  readonly #folder: string
  readonly #incoming: string
  readonly #parts = new Map<string, number>()
  readonly #held = new Map<string, Hold>()
  readonly #folders = new Set<string>()
  #newCount = 0

  constructor(folder: string) {
    this.#folder = folder
    this.#incoming = join(folder, 'incoming')
    mkdirSync(this.#incoming, { recursive: true, mode: 0o700 })
    for (const file of readdirSync(this.#incoming)) {
      const path = join(this.#incoming, file)
      if (file.endsWith('.part')) this.#parts.set(file.slice(0, -5), statSync(path).size)
      else if (file.endsWith('.new')) unlinkSync(path)
    }
  }

  /** Removes every recording, finished or not. Only before anything else was asked of this. */
  discardAll(): void {
    rmSync(this.#folder, { recursive: true, force: true })
    mkdirSync(this.#incoming, { recursive: true, mode: 0o700 })
    this.#parts.clear()
    this.#folders.clear()
  }

  has(name: string): boolean {
    return existsSync(this.#pathOf(name))
  }

  /** Opens it for reading; undefined if there is no such blob. */
  async open(name: string): Promise<FileHandle | undefined> {
    if (!isBlobName(name)) return undefined
    return await open(this.#pathOf(name), 'r').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined
      throw error
    })
  }

  /** Removes a damaged blob, so that nobody is given it. */
  async discard(name: string): Promise<void> {
    await unlink(this.#pathOf(name)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error
    })
  }

  /** Claims a name's part for one transfer, until `release` or publishing gives it back. */
  hold(name: string): void {
    let release: () => void = () => undefined
    const released = new Promise<void>((resolve) => {
      release = resolve
    })
    this.#held.set(name, { released, release })
  }

  release(name: string): void {
    this.#held.get(name)?.release()
    this.#held.delete(name)
  }

  /** Resolves when an earlier transfer of that name lets go of it; null = nobody holds it. */
  held(name: string): Promise<void> | null {
    return this.#held.get(name)?.released ?? null
  }

  /** How many of its bytes an interrupted transfer has left here. */
  partBytes(name: string): number {
    return this.#parts.get(name) ?? 0
  }

  partPath(name: string): string {
    return join(this.#incoming, `${name}.part`)
  }

  /** Opens the part to continue it, or a fresh one. */
  async openPart(name: string): Promise<FileHandle> {
    return await open(this.partPath(name), this.#parts.has(name) ? 'r+' : 'w+', 0o600)
  }

  notePart(name: string, sizeBytes: number): void {
    this.#parts.set(name, sizeBytes)
  }

  /** Opens a file whose name is known only once all of it is here. */
  async openNew(): Promise<{ readonly path: string; readonly file: FileHandle }> {
    const path = join(this.#incoming, `${this.#newCount++}.new`)
    return { path, file: await open(path, 'w', 0o600) }
  }

  async removeNew(path: string): Promise<void> {
    await unlink(path)
  }

  /**
   * Makes staged blobs durable under their names, together: one wait for the disk for all files, one for all folders.
   * Closes the files.
   */
  async publish(staged: readonly StagedBlob[]): Promise<void> {
    await Promise.all(staged.map(({ file }) => file.datasync().then(() => file.close())))
    const folders = new Set(staged.map(({ name }) => this.#folderOf(name)))
    const fresh = await Promise.all([...folders].map((folder) => this.#ensureFolder(folder)))
    await Promise.all(staged.map(({ name, path }) => rename(path, this.#pathOf(name))))
    if (fresh.includes(true)) folders.add(this.#folder)
    await Promise.all([...folders].map(syncFolder))
    for (const { name } of staged) {
      this.#parts.delete(name)
      this.release(name)
    }
  }

  async #ensureFolder(folder: string): Promise<boolean> {
    if (this.#folders.has(folder)) return false
    this.#folders.add(folder)
    // A folder made by an earlier run may not be durable yet: so the one above is synced once anyway.
    await mkdir(folder, { recursive: true, mode: 0o700 })
    return true
  }

  #folderOf(name: string): string {
    return join(this.#folder, name.slice(0, 2))
  }

  #pathOf(name: string): string {
    return join(this.#folderOf(name), name)
  }
}

/** A SHA-256 in hex. Nothing else ever becomes part of a path (SEC-03). */
export const isBlobName = (name: string): boolean => /^[0-9a-f]{64}$/.test(name)

async function syncFolder(path: string): Promise<void> {
  // Windows cannot open a folder to sync it; its renames are journaled.
  if (process.platform === 'win32') return
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
