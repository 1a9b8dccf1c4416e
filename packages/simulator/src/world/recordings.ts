import type { LostBlobs } from '@understudy/appliance-core'
import { blobName } from './blob-names.ts'

interface Blob {
  readonly name: string
  readonly sizeBytes: number
}

interface SampleBlobs {
  readonly count: number
  readonly sizeBytes: number
  readonly seed: string
}

/** The recordings on a virtual disk: their names, and how many bytes each has there. */
export class Recordings extends Map<string, number> {
  readonly #spoiled = new Set<string>()

  /** Another disk with the same recordings. */
  copy(): Recordings {
    const copy = new Recordings(this)
    for (const name of this.#spoiled) copy.spoil(name)
    return copy
  }

  /** Its bytes no longer match its name, though there are as many as before. */
  spoil(name: string): void {
    this.#spoiled.add(name)
  }

  /** Puts `count` of a size here, and answers them. */
  makeSamples({ count, sizeBytes, seed }: SampleBlobs): readonly Blob[] {
    const blobs = Array.from({ length: count }, (_, index) => ({
      name: blobName(`${seed}/${index}`),
      sizeBytes,
    }))
    for (const blob of blobs) this.set(blob.name, blob.sizeBytes)
    return blobs
  }

  /** Whether it is here, whole and undamaged. */
  holds({ name, sizeBytes }: Blob): boolean {
    return this.get(name) === sizeBytes && !this.#spoiled.has(name)
  }

  /** Checks which of them are lost; by size, spoiled bytes are not seen. Damaged ones are put away. */
  check(blobs: readonly Blob[], depth: 'size' | 'content'): LostBlobs {
    const absent = blobs.filter(({ name }) => !this.has(name))
    const damaged = blobs.filter((blob) => {
      const isWhole =
        depth === 'content' ? this.holds(blob) : this.get(blob.name) === blob.sizeBytes
      return this.has(blob.name) && !isWhole
    })
    for (const { name } of damaged) {
      this.delete(name)
      this.#spoiled.delete(name)
    }
    return { absent: absent.map(({ name }) => name), damaged: damaged.map(({ name }) => name) }
  }
}
