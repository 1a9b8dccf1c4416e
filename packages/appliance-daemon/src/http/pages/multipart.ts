/*
 * A form with a file, as browsers send it (RFC 7578), read as it comes in: fields are bounded and kept, a file goes on piece by piece
 * and is never in memory as a whole (BAK-01, SEC-03).
 */

const partHeadBytesMax = 8_192
const fieldBytesMax = 65_536
const partsMax = 100

/** The form is no form, or ends before its end. */
export class BadForm extends Error {
  override readonly name = 'BadForm'
}

export interface FormParts {
  /** A field that is no file. */
  readonly onField: (name: string, value: string) => void
  /** What it does not read is skipped. */
  readonly onFile: (name: string, parts: AsyncIterable<Uint8Array>) => Promise<void>
}

export const boundaryOf = (contentType: string | undefined): string | undefined =>
  /;\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i
    .exec(contentType ?? '')
    ?.slice(1)
    .find(Boolean)

/** Reads the whole form. Rejects with {@link BadForm}, or with what `onFile` throws. */
export async function readMultipart(
  body: AsyncIterable<Uint8Array>,
  boundary: string,
  { onField, onFile }: FormParts,
): Promise<void> {
  const reader = new Reader(body)
  // The first boundary has no line end before it.
  reader.putBack('\r\n')
  const end = `\r\n--${boundary}`
  await reader.textUntil(end, partHeadBytesMax)
  for (let count = 0; ; count++) {
    if (count > partsMax) throw new BadForm(`more than ${partsMax} parts`)
    if ((await reader.take(2)).toString('latin1') === '--') return
    const { name, isFile } = headOf(
      (await reader.textUntil('\r\n\r\n', partHeadBytesMax)).toString(),
    )
    if (!isFile) {
      onField(name, (await reader.textUntil(end, fieldBytesMax)).toString())
      continue
    }
    const pieces = reader.until(end)
    await onFile(name, pieces)
    for await (const _skipped of pieces);
  }
}

function headOf(head: string): { readonly name: string; readonly isFile: boolean } {
  const disposition = head.split('\r\n').find((line) => /^content-disposition:/i.test(line)) ?? ''
  const name = /[;\s]name="([^"]*)"/i.exec(disposition)?.[1]
  if (name === undefined) throw new BadForm('a part without a name')
  return { name, isFile: /[;\s]filename\*?=/i.test(disposition) }
}

/** What has come in and was not taken yet. */
class Reader {
  readonly #source: AsyncIterator<Uint8Array>
  #held: Buffer = Buffer.alloc(0)

  constructor(body: AsyncIterable<Uint8Array>) {
    this.#source = body[Symbol.asyncIterator]()
  }

  putBack(text: string): void {
    this.#held = Buffer.concat([Buffer.from(text), this.#held])
  }

  async take(length: number): Promise<Buffer> {
    while (this.#held.length < length) await this.#more()
    const taken = this.#held.subarray(0, length)
    this.#held = this.#held.subarray(length)
    return taken
  }

  /** All before that mark, which is taken too. */
  async textUntil(mark: string, bytesMax: number): Promise<Buffer> {
    const pieces: Buffer[] = []
    let length = 0
    for await (const piece of this.until(mark)) {
      length += piece.length
      if (length > bytesMax) throw new BadForm(`a part of more than ${bytesMax} bytes`)
      pieces.push(piece)
    }
    return Buffer.concat(pieces)
  }

  /** The same piece by piece; whoever goes on afterwards goes on behind the mark. */
  async *until(mark: string): AsyncGenerator<Buffer> {
    // A mark may come in two pieces: so much is held back.
    const kept = mark.length - 1
    for (;;) {
      const at = this.#held.indexOf(mark, 0, 'latin1')
      const length = at < 0 ? Math.max(0, this.#held.length - kept) : at
      const piece = this.#held.subarray(0, length)
      this.#held = this.#held.subarray(at < 0 ? length : at + mark.length)
      if (piece.length > 0) yield piece
      if (at >= 0) return
      await this.#more()
    }
  }

  async #more(): Promise<void> {
    const { done, value } = await this.#source.next()
    if (done === true) throw new BadForm('the form was cut short')
    this.#held = this.#held.length === 0 ? Buffer.from(value) : Buffer.concat([this.#held, value])
  }
}
