import { closeSync, fstatSync, openSync, readSync } from 'node:fs'

/** How much of a log's end is searched for its last lines; also how much of what was added is read at once. */
const windowBytes = 16 * 1024 * 1024

/**
 * The end of a log that may still grow. A file that does not exist yet is empty; one that became shorter starts anew.
 */
export class LogTail {
  readonly #path: string
  #readBytes = 0
  /** A line not yet complete. */
  #begun = ''

  constructor(path: string) {
    this.#path = path
  }

  /** Its last lines; `news` continues after them. */
  last(count: number): readonly string[] {
    const lines = this.#linesFrom(0)
    return count === 0 ? [] : lines.slice(-count)
  }

  /** Whole lines added since. */
  news(): readonly string[] {
    return this.#linesFrom(this.#readBytes)
  }

  #linesFrom(from: number): readonly string[] {
    const text = this.#begun + this.#read(from)
    const lines = text.split('\n')
    this.#begun = lines.pop() ?? ''
    return lines
  }

  #read(from: number): string {
    const handle = handleOf(this.#path)
    if (handle === undefined) return ''
    try {
      const { size } = fstatSync(handle)
      const start = Math.max(size < from ? 0 : from, size - windowBytes)
      const bytes = Buffer.alloc(size - start)
      const read = readSync(handle, bytes, 0, bytes.length, start)
      this.#readBytes = start + read
      return bytes.toString('utf8', 0, read)
    } finally {
      closeSync(handle)
    }
  }
}

function handleOf(path: string): number | undefined {
  try {
    return openSync(path, 'r')
  } catch {
    return undefined
  }
}
