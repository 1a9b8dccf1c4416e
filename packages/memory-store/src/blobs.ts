import type { BlobStore, StoredBlob } from '@understudy/appliance-core'
import type { Counters } from './counters.ts'
import { KeptMap } from './kept-map.ts'
import type { Transaction } from './transaction.ts'

interface NamedBlob extends StoredBlob {
  /** How many sessions name it. */
  readonly uses: number
}

/** Which recordings the sessions name, and whether their bytes are here. */
export class Blobs implements BlobStore {
  readonly #counters: Counters
  readonly #blobs: KeptMap<NamedBlob>

  constructor(transaction: Transaction, counters: Counters, from?: Blobs) {
    this.#counters = counters
    this.#blobs = from === undefined ? new KeptMap(transaction) : from.#blobs.copyFor(transaction)
  }

  /** A session names it. */
  note(name: string, sizeBytes: number, present: boolean): void {
    const before = this.#blobs.get(name)
    const wasMissing = before?.present === false
    const isPresent = present || before?.present === true
    const uses = (before?.uses ?? 0) + 1
    this.#blobs.put(name, {
      name,
      sizeBytes: before?.sizeBytes ?? sizeBytes,
      present: isPresent,
      uses,
    })
    this.#countMissing(Number(!isPresent) - Number(wasMissing))
  }

  /** A session that named it was removed; nobody misses what nobody names. */
  forget(name: string): void {
    const before = this.#blobs.get(name)
    if (before === undefined) return
    if (before.uses > 1) {
      this.#blobs.put(name, { ...before, uses: before.uses - 1 })
      return
    }
    this.#blobs.remove(name)
    this.#countMissing(before.present ? 0 : -1)
  }

  missing(limit: number): StoredBlob[] {
    if (this.#counters.values.blobsMissing === 0) return []
    return this.#blobs.after('', limit, (blob) => !blob.present).map(storedOf)
  }

  markPresent(names: readonly string[]): void {
    this.#countMissing(-this.#mark(names, true))
  }

  present(afterName: string, limit: number): StoredBlob[] {
    return this.#blobs.after(afterName, limit, (blob) => blob.present).map(storedOf)
  }

  markMissing(names: readonly string[]): number {
    const changes = this.#mark(names, false)
    this.#countMissing(changes)
    return changes
  }

  /** Answers how many have changed. */
  #mark(names: readonly string[], present: boolean): number {
    let changes = 0
    for (const name of names) {
      const before = this.#blobs.get(name)
      if (before === undefined || before.present === present) continue
      this.#blobs.put(name, { ...before, present })
      changes += 1
    }
    return changes
  }

  #countMissing(by: number): void {
    if (by !== 0) this.#counters.add({ blobsMissing: by })
  }
}

const storedOf = ({ name, sizeBytes, present }: NamedBlob): StoredBlob => ({
  name,
  sizeBytes,
  present,
})
