import type { OnReadOpts } from 'node:net'

const smallBytes = 8 * 1024
const largeBytes = 256 * 1024

/** Large buffers for the streams that fill them: at most 64, 16 MiB together. */
export class ReadBuffers {
  #freeCount = 64
  readonly #free: Buffer[] = []

  lease(): Buffer | undefined {
    if (this.#freeCount === 0) return undefined
    this.#freeCount--
    return this.#free.pop() ?? Buffer.allocUnsafeSlow(largeBytes)
  }

  /** Gives a lease back, without its buffer if that is still in use. */
  giveBack(buffer: Buffer | undefined): void {
    this.#freeCount++
    if (buffer !== undefined) this.#free.push(buffer)
  }
}

/**
 * A socket's reads, in memory that is reused as soon as the receiver's kernel has the bytes. Node's own reads allocate
 * 64 KiB each, and collecting those costs more than carrying them.
 */
export class ReusedReads {
  readonly #buffers: ReadBuffers
  #buffer: Buffer = Buffer.allocUnsafeSlow(smallBytes)
  #isLeased = false
  #isOver = false
  #take: (chunk: Buffer) => boolean = () => true

  constructor(buffers: ReadBuffers) {
    this.#buffers = buffers
  }

  /** For `connect`. The socket emits no data. */
  readonly onread: OnReadOpts = {
    buffer: () => this.#buffer,
    callback: (byteCount) => {
      const isKept = this.#take(this.#buffer.subarray(0, byteCount))
      if (!this.#isOver) this.#prepare(byteCount, isKept)
      return true
    },
  }

  /** `take` gets every chunk and says whether it still uses it on return. */
  onChunk(take: (chunk: Buffer) => boolean): void {
    this.#take = take
  }

  /** The socket is closed. Idempotent. */
  stop(): void {
    if (this.#isLeased) this.#buffers.giveBack(undefined)
    this.#isLeased = false
    this.#isOver = true
  }

  /** After a full buffer it uses a large one; after a read that a small one could hold, a small one. */
  #prepare(byteCount: number, isKept: boolean): void {
    const isFull = byteCount === this.#buffer.length
    if (this.#isLeased && byteCount <= smallBytes) {
      this.#buffers.giveBack(isKept ? undefined : this.#buffer)
      this.#isLeased = false
      this.#buffer = Buffer.allocUnsafeSlow(smallBytes)
    } else if (!this.#isLeased && isFull) {
      const large = this.#buffers.lease()
      this.#isLeased = large !== undefined
      if (large !== undefined) this.#buffer = large
      else if (isKept) this.#buffer = Buffer.allocUnsafeSlow(smallBytes)
    } else if (isKept) this.#buffer = Buffer.allocUnsafeSlow(this.#buffer.length)
  }
}
