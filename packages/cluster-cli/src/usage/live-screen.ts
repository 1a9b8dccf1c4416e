import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import type { ReadStream, WriteStream } from 'node:tty'
import { createLogUpdate } from 'log-update'
import type { Screen } from './terminal.ts'

type Keyboard = Pick<ReadStream, 'isTTY'> & NodeJS.ReadableStream

/** Readline edits the line, and does not show it: it is drawn with the rest. */
const nowhere = (): Writable => new Writable({ write: (_chunk, _encoding, done) => done() })

const inverse = (text: string): string => `\u001B[7m${text}\u001B[27m`

/**
 * The lines at the bottom of a terminal that are drawn again in place. What somebody types is one of them, so that no redraw wipes it
 * and it wipes nothing.
 */
export class LiveScreen implements Screen {
  readonly #stream: WriteStream
  readonly #update: ReturnType<typeof createLogUpdate>
  #drawn: readonly string[] = []
  /** What is being typed, with a mark where the next character goes; null = nobody is listened to. */
  #typed: string | null = null

  constructor(stream: WriteStream) {
    this.#stream = stream
    this.#update = createLogUpdate(stream, { showCursor: true })
  }

  draw(lines: readonly string[]): void {
    this.#drawn = lines
    this.#redraw()
  }

  above(line: string): void {
    this.#update.clear()
    this.#stream.write(`${line}\n`)
    this.#redraw()
  }

  end(): void {
    this.#drawn = []
    this.#update.clear()
    this.#update.done()
  }

  /**
   * Calls back with each line that is typed at that keyboard until the returned function is called. `onInterrupt`: Ctrl-C, which such a
   * keyboard gives as a key.
   */
  listen(keyboard: Keyboard, onLine: (line: string) => void, onInterrupt: () => void): () => void {
    const reader = createInterface({ input: keyboard, output: nowhere(), terminal: true })
    const show = (): void => {
      const { line, cursor } = reader
      this.#typed = `${line.slice(0, cursor)}${inverse(line[cursor] ?? ' ')}${line.slice(cursor + 1)}`
      this.#redraw()
    }
    reader.on('line', (line) => {
      show()
      onLine(line)
    })
    reader.on('SIGINT', onInterrupt)
    // Readline hears of a key first, and has changed the line then.
    keyboard.on('keypress', show)
    show()
    return () => {
      keyboard.off('keypress', show)
      reader.close()
      this.#typed = null
      this.#redraw()
    }
  }

  #redraw(): void {
    const typed = this.#typed === null || this.#drawn.length === 0 ? [] : [`> ${this.#typed}`]
    const lines = [...this.#drawn, ...typed]
    if (lines.length > 0) this.#update(lines.join('\n'))
  }
}
