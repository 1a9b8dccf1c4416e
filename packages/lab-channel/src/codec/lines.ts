import { labLineBytesMax } from '@understudy/shared'

const newline = 0x0a

/** One message as it goes over the lab channel. */
export const encodeLine = (message: object): string => `${JSON.stringify(message)}\n`

/** Cuts a byte stream into lines of bounded length: throws {@link LineTooLong} as soon as one is too long. */
export class LineDecoder {
  readonly #bytesMax: number
  #parts: Buffer[] = []
  #partBytes = 0

  constructor(bytesMax: number = labLineBytesMax) {
    this.#bytesMax = bytesMax
  }

  push(chunk: Buffer): readonly string[] {
    const lines: string[] = []
    let start = 0
    for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, start)) {
      this.#add(chunk.subarray(start, end))
      lines.push(this.#take())
      start = end + 1
    }
    if (start < chunk.length) this.#add(chunk.subarray(start))
    return lines
  }

  #add(part: Buffer): void {
    this.#partBytes += part.length
    if (this.#partBytes > this.#bytesMax) throw new LineTooLong(this.#partBytes, this.#bytesMax)
    this.#parts.push(part)
  }

  #take(): string {
    const [only] = this.#parts
    const whole = this.#parts.length === 1 && only !== undefined ? only : Buffer.concat(this.#parts)
    this.#parts = []
    this.#partBytes = 0
    return whole.toString('utf8')
  }
}

export class LineTooLong extends Error {
  override readonly name = 'LineTooLong'
  constructor(found: number, expected: number) {
    super(`Expected lines of at most ${expected} bytes, found ${found} bytes without a line end.`)
  }
}
