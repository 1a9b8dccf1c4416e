import { assert } from '@understudy/shared'

/** The bytes that a chain counts, in the pieces they came in. */
export class ByteQueue {
  #pieces: Buffer[] = []
  #head = 0

  push(piece: Buffer): void {
    this.#pieces.push(piece)
  }

  /** The next bytes, no more than what is left of the oldest piece: no passage spans two. */
  take(count: number): Buffer {
    const piece = this.#pieces[this.#head]
    assert(piece !== undefined && count <= piece.length, `no ${count} bytes are waiting`)
    if (count < piece.length) this.#pieces[this.#head] = piece.subarray(count)
    else this.#drop()
    return piece.subarray(0, count)
  }

  clear(): void {
    this.#pieces = []
    this.#head = 0
  }

  #drop(): void {
    this.#head++
    if (this.#head * 2 < this.#pieces.length) return
    this.#pieces = this.#pieces.slice(this.#head)
    this.#head = 0
  }
}
