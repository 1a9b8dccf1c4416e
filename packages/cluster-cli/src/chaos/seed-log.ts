import { closeSync, ftruncateSync, openSync, writeSync } from 'node:fs'
import { fileErrorOf } from '../files/file-error.ts'

/** Written together: a line for each seed would be a call of the system for each. */
const batchBytes = 64 * 1024

/** `seeds.ndjson`: what came of each seed, a line of JSON each, in the order in which they ended. */
export class SeedLog {
  readonly #file: number
  #bytes: number
  #waiting = ''
  #failed: string | null = null

  /** Goes on after `bytes` of an earlier part; 0 = anew. */
  constructor(path: string, bytes: number) {
    this.#file = openSync(path, bytes === 0 ? 'w' : 'r+')
    this.#bytes = bytes
    ftruncateSync(this.#file, bytes)
  }

  add(record: object): void {
    this.#waiting += `${JSON.stringify(record)}\n`
    if (this.#waiting.length >= batchBytes) this.flush()
  }

  /** Writes what waits; returns how long the file is then. */
  flush(): number {
    const text = Buffer.from(this.#waiting)
    this.#waiting = ''
    try {
      // After a failure the rest would leave a hole.
      for (let at = 0; at < text.length && this.#failed === null; ) {
        const written = writeSync(this.#file, text, at, text.length - at, this.#bytes)
        at += written
        this.#bytes += written
      }
    } catch (error) {
      this.#failed = fileErrorOf(error)
    }
    return this.#bytes
  }

  /** Why not all of it could be written; null = it could. */
  close(): string | null {
    this.flush()
    closeSync(this.#file)
    return this.#failed
  }
}
